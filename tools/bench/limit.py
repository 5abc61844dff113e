"""The Python limit: Starlette and asyncpg, the JSON made by PostgreSQL in the reference statements.

Run by the Python of `make peers`, which has nothing of the site in it.
"""

import json
import os
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

STATEMENTS = json.loads(Path(os.environ["BENCH_STATEMENTS"]).read_text(encoding="utf-8"))
SETTINGS = {"search_path": os.environ["BENCH_SCHEMA"] + ", public", "jit": "off"}


@asynccontextmanager
async def lifespan(app):
    where = os.environ["BENCH_DATABASE"]
    async with asyncpg.create_pool(where, min_size=4, max_size=4, server_settings=SETTINGS) as pool:
        app.state.pool = pool
        yield


async def answer(request):
    statement = STATEMENTS[request.path_params["name"]]
    values = request.query_params.getlist("p")
    said = await request.app.state.pool.fetchval(statement, *values)
    return Response(said, media_type="application/json")


async def ready(request):
    return Response(b"")


app = Starlette(routes=[Route("/ready", ready), Route("/{name}", answer)], lifespan=lifespan)
