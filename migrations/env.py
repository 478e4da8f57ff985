"""Runs the migrations on the connection it is handed; it knows no URL of its own."""

from alembic import context

from cases.tables import Record

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Record.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
