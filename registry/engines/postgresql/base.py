"""Django's PostgreSQL engine, whose pool hands out no connection that a restart of the server has cut."""

from __future__ import annotations

import psycopg
from django.db.backends.postgresql import base
from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool

Connection = psycopg.Connection[TupleRow]


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection out of a pool that is emptied as soon as one connection in it turns out to be dead.

    Django's CONN_HEALTH_CHECKS has the pool try its connections one by one, and wait one second after the first dead
    one, two after the next, four, eight: a restart leaves as many as were idle, and visitors would wait for them all.
    """

    def get_new_connection(self, conn_params: dict[str, object]) -> Connection:
        connection = super().get_new_connection(conn_params)
        if not self.pool or _answers(connection):
            return connection
        self.pool.putconn(connection)
        self.pool.drain()
        return super().get_new_connection(conn_params)


def _answers(connection: Connection) -> bool:
    try:
        ConnectionPool.check_connection(connection)
    except psycopg.OperationalError:
        return False
    return True
