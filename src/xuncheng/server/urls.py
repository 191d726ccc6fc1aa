"""Every path of the program that Django answers."""

from django.urls import include, path

from xuncheng.foundation.messages.stream import stream
from xuncheng.server.api import api

urlpatterns = [
    path("_allauth/browser/v1/", include("xuncheng.foundation.people.urls")),
    path("api/v1/stream", stream),
    path("api/v1/", api.urls),
]
