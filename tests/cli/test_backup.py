"""`flask backup` and `flask restore`, as whoever runs the service calls them."""

from app import create_app


def test_a_backup_is_made_and_put_in_place_elsewhere(tmp_path):
    def run(place, *arguments):
        told = {"SECRET_KEY": "x", "DATABASE_URL": f"sqlite:///{tmp_path}/{place}.sqlite3"}
        app = create_app(
            told | {"FILES_FOLDER": str(tmp_path / place), "SURROUNDINGS": "production"}
        )
        return app.test_cli_runner().invoke(args=arguments)

    archive = str(tmp_path / "kopi.tar")
    assert run("her", "prepare").exit_code == 0
    assert run("her", "backup", archive).exit_code == 0
    assert run("der", "restore", archive).exit_code == 0
    again = run("der", "restore", archive)
    assert (again.exit_code, "Sikkerhedskopien" in again.stderr) == (2, True)
