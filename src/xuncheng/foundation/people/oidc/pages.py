"""The pages that a browser sees between another system and the desk: agreeing, signing out, what is not in order."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core.internal.httpkit import add_query_params, del_query_params
from allauth.idp.oidc import views
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from xuncheng.foundation.people.models import User
from xuncheng.foundation.people.oidc.adapter import SCOPE_WORDS

View = Callable[..., HttpResponse]

POLICY = "; ".join(
    (
        "default-src 'none'",
        "img-src 'self'",
        "style-src 'unsafe-inline'",  # the page's own, no other
        "base-uri 'none'",
        # A browser holds the answer to a form to this as well, and it goes back to the system that asks
        "form-action 'self' https: http://127.0.0.1:* http://localhost:*",
        "frame-ancestors 'none'",
    )
)


class Consent(views.AuthorizationView):  # type: ignore[misc] # allauth is untyped
    """Asks whether somebody who is signed in here agrees to sign in at another system."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the system would be told, in the language of the page, and whom it would be told of."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        english = (translation.get_language() or "").startswith("en")
        context["told"] = [
            {"code": code, "words": words.en if english else words.zh}
            for code, words in SCOPE_WORDS.items()
            if code in self._scopes
        ]
        context["user"] = self.request.user
        return context

    def _handle_login_prompt(self, request: HttpRequest, prompts: list[str]) -> HttpResponse:
        """A system insists that somebody signs in anew (`prompt=login`): his session here ends, the desk asks him."""
        if isinstance(request.user, User):
            get_adapter().logout(request)
        others = [prompt for prompt in prompts if prompt != "login"]
        following = del_query_params(request.get_full_path(), "prompt")
        if others:
            following = add_query_params(following, {"prompt": " ".join(others)})
        return HttpResponseRedirect(add_query_params(settings.LOGIN_URL, {"next": following}))


class SignOut(views.LogoutView):  # type: ignore[misc] # allauth is untyped
    """Signs somebody out here because another system asks, and asks him first where that system has no proof."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Who is signed in."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["user"] = self.request.user
        return context


def shown(view: View) -> View:
    """Let a view of allauth speak the language of who is signed in, and its pages load nothing from elsewhere."""

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(_language(request)):
            answer = view(request, *args, **kwargs)
            if isinstance(answer, TemplateResponse):
                answer.render()
        answer["Content-Security-Policy"] = POLICY
        answer["Referrer-Policy"] = "same-origin"
        add_never_cache_headers(answer)
        return answer

    return answering


def _language(request: HttpRequest) -> str:
    if isinstance(request.user, User):
        return request.user.language
    return translation.get_language_from_request(request)
