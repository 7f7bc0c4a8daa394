"""The API: its operations, its documents, and the one place where they meet."""

from http import HTTPStatus
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from retrowalk.server.api import bundle, live, partner, tests_taken, token, walks
from retrowalk.server.api.login import SignedIn
from retrowalk.server.api.problems import CONTENT_TYPE, answer_with_problems
from retrowalk.server.api.strict_json import StrictJson


class Door(NinjaAPI):
    """Ninja's API, whose description says that refusals are problem documents."""

    def get_openapi_schema(
        self,
        *,
        path_prefix: str | None = None,
        path_params: dict[str, Any] | None = None,
    ) -> OpenAPISchema:
        """Return the description, with the media type that refusals really have."""
        schema = super().get_openapi_schema(
            path_prefix=path_prefix, path_params=path_params
        )
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, response in operation["responses"].items():
                    _say_what_it_is(int(status), response)
        return schema


def _say_what_it_is(status: int, response: dict[str, Any]) -> None:
    response["description"] = HTTPStatus(status).phrase
    if status >= 400:
        response["content"] = {CONTENT_TYPE: response["content"].pop("application/json")}


api = Door(
    title="Retrowalk",
    version="1",
    description="What the session player and the server say to each other.",
    auth=SignedIn(),
    parser=StrictJson(),
    docs_url=None,
)
api.add_router("", token.router)
api.add_router("", bundle.router)
api.add_router("", walks.router)
api.add_router("", live.router)
api.add_router("", partner.router)
api.add_router("", tests_taken.router)
answer_with_problems(api)
