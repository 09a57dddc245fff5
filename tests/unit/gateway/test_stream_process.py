"""The stream says what it hears, and that it is deaf when it is."""

from services.kit import settings, wire


def test_readiness_names_the_stream_that_does_not_hear(http, services, monkeypatch):
    monkeypatch.setenv("DOANSO_STREAM_PORT", "1")
    settings.read.cache_clear()

    answer = http.get("/readyz")

    assert answer.status_code == 503
    assert answer.json["missing"] == ["stream"]
    assert wire.loads(answer.data)["services"]["members"] is True
