"""The court: findings, rules and the examination of answers."""
