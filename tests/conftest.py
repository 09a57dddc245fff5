"""Fixtures of the kit for every integration test: real PostgreSQL and RabbitMQ, hosts, relays, tokens."""

pytest_plugins = ["services.kit.fixtures"]
