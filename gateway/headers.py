"""What every answer says to browsers: run only our own scripts, guess no types, frame us nowhere, tell nobody where you were."""

from flask import Response, request

from gateway import problems, session

CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "media-src 'self' blob:",
        "manifest-src 'self'",
        "worker-src 'self'",
        "frame-src 'self' blob:",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    )
)
_API_CSP = "default-src 'none'; frame-ancestors 'none'"
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def add(answer: Response) -> Response:
    """The answer with its security headers and its trace."""
    headers = answer.headers
    for name, value in _ALWAYS.items():
        headers[name] = value
    is_api = request.path.startswith("/api/")
    headers.setdefault("Content-Security-Policy", _API_CSP if is_api else CSP)
    if "frame-ancestors 'none'" in headers["Content-Security-Policy"]:
        headers["X-Frame-Options"] = "DENY"
    if is_api:
        headers.setdefault("Cache-Control", "no-store")
    if session.is_tls():
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    headers["X-Trace-Id"] = problems.trace()
    return answer
