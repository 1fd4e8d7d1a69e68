"""The peers of W6: a list of contacts merged by mail address into those that were there before, durable at the end.

Takes the folder with before.csv and leads.csv; prints one line of JSON for each peer."""

import csv
import json
import os
import resource
import sqlite3
import sys
import time

import duckdb

FOLDER = sys.argv[1]
COLUMNS = "first_name, last_name, company, title, phone"
UPDATES = ", ".join(f"{name} = excluded.{name}" for name in COLUMNS.split(", "))


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def measured(peer, merge):
    merge("before.csv")
    began, before = time.perf_counter(), cpu()
    contacts = merge("leads.csv")
    print(json.dumps({"peer": peer, "contacts": contacts, "wall": time.perf_counter() - began, "cpu": cpu() - before}))


def remove(name):
    for ending in ("", "-wal", "-shm", ".wal"):
        path = os.path.join(FOLDER, name + ending)
        if os.path.exists(path):
            os.remove(path)


def with_sqlite():
    remove("peer.db")
    base = sqlite3.connect(os.path.join(FOLDER, "peer.db"), isolation_level=None)
    base.execute("pragma journal_mode = wal")
    base.execute("pragma synchronous = full")
    base.execute("pragma cache_size = -1048576")
    base.execute("create table contact (mail text primary key, first_name, last_name, company, title, phone)")

    def merge(name):
        with open(os.path.join(FOLDER, name), newline="") as file:
            rows = csv.reader(file)
            next(rows)
            base.execute("begin")
            base.executemany(
                f"insert into contact (mail, {COLUMNS}) values (lower(?), ?, ?, ?, ?, ?)"
                f" on conflict (mail) do update set {UPDATES}",
                ((row[0], row[1], row[2], row[3], row[4], row[7]) for row in rows if "@" in row[0]),
            )
            base.execute("commit")
        return base.execute("select count(*) from contact").fetchone()[0]

    measured("SQLite, executemany", merge)
    base.close()
    remove("peer.db")


def with_duckdb():
    remove("peer.duckdb")
    base = duckdb.connect(os.path.join(FOLDER, "peer.duckdb"))
    base.execute("set threads = 2")
    fields = ", ".join(f"{name} varchar" for name in COLUMNS.split(", "))
    base.execute(f"create table contact (mail varchar primary key, {fields})")

    def merge(name):
        path = os.path.join(FOLDER, name)
        base.execute(
            f"insert into contact select mail, {COLUMNS} from (select lower(email) as mail, {COLUMNS},"
            f" row_number() over (partition by lower(email)) as n from read_csv('{path}', header = true)"
            f" where email like '%@%') where n = 1 on conflict (mail) do update set {UPDATES}"
        )
        base.execute("checkpoint")
        return base.execute("select count(*) from contact").fetchone()[0]

    measured("DuckDB, read_csv", merge)
    base.close()
    remove("peer.duckdb")


with_duckdb()
with_sqlite()
