"""Faults as RFC 9457 problems, in words people can use: what happened, why, what to do. One catalogue, keyed by code."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Response, g, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from services.kit import clock, log, wire
from services.kit.faults import Fault, Invalid, Unavailable

MEDIA_TYPE = "application/problem+json"
_HIDDEN = frozenset({"text", "mend", "retry_after_s"})


@dataclass(frozen=True)
class Entry:
    """How a code is said. detail may name the fault's fields: `{until}`."""

    title: str
    detail: str
    mend: str | None = None


def _entries(*lines: tuple[str, ...]) -> dict[str, Entry]:
    return {code: Entry(*words) for code, *words in lines}


CATALOGUE: Mapping[str, Entry] = _entries(
    # who is asking
    ("sign-in-required", "Cần đăng nhập", "Trang này chỉ dành cho người đã đăng nhập.", "Đăng nhập rồi thử lại."),
    (
        "wrong-login",
        "Chưa đăng nhập được",
        "Tên đăng nhập hoặc mật khẩu chưa đúng.",
        "Kiểm tra lại hoặc chọn “Quên mật khẩu”.",
    ),
    (
        "second-factor-required",
        "Cần mã xác thực",
        "Tài khoản này có lớp xác thực thứ hai.",
        "Nhập mã 6 chữ số đang hiện trong ứng dụng xác thực.",
    ),
    ("wrong-code", "Mã chưa đúng", "Mã đã hết hạn hoặc chưa đúng.", "Nhập mã đang hiện trong ứng dụng xác thực."),
    (
        "account-locked",
        "Tài khoản tạm khoá",
        "Tài khoản tạm khoá đến {until} vì nhập sai nhiều lần.",
        "Chờ đến giờ đó, hoặc nhờ Đoàn cấp trên gửi liên kết đặt lại mật khẩu.",
    ),
    (
        "session-over",
        "Phiên đăng nhập đã hết",
        "Phiên đăng nhập đã hết.",
        "Đăng nhập lại; phần đang nhập vẫn được giữ.",
    ),
    (
        "session-revoked",
        "Phiên đăng nhập đã hết",
        "Phiên này đã được đăng xuất hoặc chức vụ của bạn vừa thay đổi.",
        "Đăng nhập lại; phần đang nhập vẫn được giữ.",
    ),
    ("token-expired", "Phiên đăng nhập đã hết", "Phiên đăng nhập đã hết.", "Làm mới phiên hoặc đăng nhập lại."),
    ("token-invalid", "Chưa nhận ra bạn", "Thông tin đăng nhập không đọc được.", "Đăng nhập lại."),
    (
        "refresh-token-reused",
        "Phiên đăng nhập đã bị đóng",
        "Phiên này được dùng lại từ một nơi khác nên đã bị đóng để bảo vệ bạn.",
        "Đăng nhập lại. Nếu không phải bạn, hãy đổi mật khẩu.",
    ),
    ("csrf", "Yêu cầu bị từ chối", "Yêu cầu không mang dấu xác nhận của trang.", "Tải lại trang rồi thử lại."),
    (
        "not-allowed",
        "Bạn chưa có quyền",
        "Bạn chưa có quyền làm việc này ở đơn vị này.",
        "Người có quyền: cán bộ phụ trách của đơn vị hoặc của Đoàn cấp trên.",
    ),
    ("account-closed", "Tài khoản đã đóng", "Tài khoản này đã đóng.", "Liên hệ Đoàn cấp trên trực tiếp."),
    (
        "unknown-invitation",
        "Không tìm thấy liên kết này",
        "Liên kết có thể đã bị gõ sai hoặc chép thiếu.",
        "Mở lại liên kết từ nơi bạn nhận, hoặc xin liên kết mới.",
    ),
    (
        "invitation-used",
        "Liên kết đã được dùng",
        "Mỗi liên kết chỉ dùng được một lần.",
        "Đăng nhập, hoặc xin liên kết mới.",
    ),
    (
        "invitation-expired",
        "Liên kết đã hết hạn",
        "Liên kết chỉ có hiệu lực 7 ngày.",
        "Xin Đoàn cấp trên gửi liên kết mới.",
    ),
    (
        "second-factor-in-use",
        "Đã có lớp xác thực thứ hai",
        "Tài khoản của bạn đang dùng lớp xác thực thứ hai.",
        "Không cần làm gì thêm.",
    ),
    (
        "second-factor-not-started",
        "Chưa bắt đầu",
        "Chưa có mã bí mật nào để xác nhận.",
        "Bắt đầu lại từ bước quét mã QR.",
    ),
    ("unknown-session", "Không tìm thấy thiết bị", "Thiết bị này không còn đăng nhập.", "Tải lại danh sách thiết bị."),
    # the request itself
    ("invalid", "Có chỗ cần sửa", "Một số ô chưa đúng.", "Xem lời nhắc ở từng ô rồi gửi lại."),
    ("not-json", "Không đọc được yêu cầu", "Nội dung gửi lên không phải JSON hợp lệ.", "Gửi một đối tượng JSON."),
    ("bad-request", "Không đọc được yêu cầu", "Yêu cầu gửi lên không đúng dạng.", "Kiểm tra lại rồi gửi lại."),
    (
        "request-reused",
        "Mã yêu cầu đã được dùng",
        "Mã Idempotency-Key này đã dùng cho một nội dung khác.",
        "Dùng mã mới cho nội dung mới.",
    ),
    ("bad-cursor", "Trang kế tiếp không còn", "Dấu trang không đọc được.", "Tải lại danh sách từ đầu."),
    (
        "too-large",
        "Nội dung quá lớn",
        "Nội dung gửi lên lớn hơn mức cho phép ({limit}).",
        "Chia nhỏ rồi gửi lại.",
    ),
    ("file-too-large", "Tệp quá lớn", "Tệp lớn hơn 20 MB.", "Chia tệp thành nhiều phần nhỏ hơn."),
    ("file-missing", "Chưa có tệp", "Chưa chọn tệp nào để tải lên.", "Chọn tệp rồi gửi lại."),
    ("file-unknown", "Không tìm thấy tệp", "Tệp này không còn trong kho.", "Tạo lại tệp rồi thử lại."),
    (
        "unsupported-media-type",
        "Không đọc được kiểu nội dung này",
        "Kiểu nội dung gửi lên không được hỗ trợ.",
        "Gửi application/json, hoặc multipart/form-data khi tải tệp lên.",
    ),
    ("not-acceptable", "Không có dạng này", "Chỉ trả lời được dạng JSON.", "Yêu cầu application/json."),
    ("method-not-allowed", "Không làm được ở đây", "Địa chỉ này không nhận thao tác đó.", "Kiểm tra lại thao tác."),
    (
        "precondition-required",
        "Thiếu phiên bản đang xem",
        "Sửa nội dung này cần nói bạn đang xem phiên bản nào (If-Match).",
        "Tải lại nội dung rồi sửa trên bản mới nhất.",
    ),
    (
        "stale",
        "Bản này vừa được người khác sửa",
        "Nội dung đã thay đổi sau khi bạn mở.",
        "Tải bản mới rồi xem lại phần bạn sửa.",
    ),
    ("range-not-satisfiable", "Không có đoạn này", "Đoạn được hỏi nằm ngoài tệp.", "Tải lại cả tệp."),
    ("too-many-requests", "Bạn thao tác nhanh quá", "Máy chủ tạm chưa nhận thêm yêu cầu.", "Chờ ít phút rồi thử lại."),
    # what is asked for
    (
        "no-such-page",
        "Không tìm thấy trang này",
        "Đường dẫn có thể sai, hoặc nội dung ngoài phạm vi của bạn.",
        "Tìm lại từ trang chủ.",
    ),
    (
        "not-found",
        "Không tìm thấy",
        "Đường dẫn có thể sai, hoặc nội dung ngoài phạm vi của bạn.",
        "Tìm lại từ trang chủ.",
    ),
    ("unknown-id", "Không tìm thấy", "Mã này không đúng dạng.", "Kiểm tra lại đường dẫn."),
    (
        "conflict",
        "Chưa thực hiện được",
        "Trạng thái hiện tại không cho phép việc này.",
        "Tải lại rồi xem trạng thái mới.",
    ),
    ("case-refused", "Chưa thực hiện được", "Có điều kiện chưa đạt.", "Xem từng lý do bên dưới."),
    # us
    (
        "unavailable",
        "Máy chủ đang bận",
        "Chưa gửi được vì máy chủ đang bận.",
        "Nội dung vẫn được giữ; thử lại sau ít phút.",
    ),
    (
        "unexpected",
        "Có lỗi ở máy chủ",
        "Chưa thực hiện được vì có lỗi ở máy chủ. Mã sự cố: {trace}.",
        "Thử lại; nếu vẫn lỗi, gửi mã sự cố cho người quản trị.",
    ),
)

_OF_STATUS = {
    400: "bad-request",
    401: "sign-in-required",
    403: "not-allowed",
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    409: "conflict",
    412: "stale",
    413: "too-large",
    415: "unsupported-media-type",
    416: "range-not-satisfiable",
    422: "invalid",
    428: "precondition-required",
    429: "too-many-requests",
    503: "unavailable",
}


class Problem(HTTPException):
    """A refusal of the gateway's own, by code."""

    def __init__(self, status: int, code: str | None = None, **fields: Any) -> None:
        super().__init__()
        self.code = status
        self.problem = code or _OF_STATUS[status]
        self.fields = fields


def of_fault(fault: Fault) -> Response:
    """What the service refused, as a problem."""
    answer = _answer(fault.status, fault.code, fault.fields)
    if isinstance(fault, Unavailable):
        answer.headers["Retry-After"] = str(int(fault.fields.get("retry_after_s", 1)))
    return answer


def of_http_error(error: HTTPException) -> Response:
    """What the gateway or the web server refused, as a problem; headers such as Allow and Retry-After stay."""
    status = error.code or 500
    if isinstance(error, Problem):
        return _answer(status, error.problem, error.fields)
    if isinstance(error, RequestEntityTooLarge):
        return _answer(status, "too-large", {"limit": _bytes(request.max_content_length or 0)})
    code = "no-such-page" if status == 404 else _OF_STATUS.get(status, "unexpected" if status >= 500 else "bad-request")
    answer = _answer(status, code, {})
    for name, value in error.get_headers(request.environ):
        if name.lower() in ("allow", "retry-after", "content-range"):
            answer.headers[name] = value
    return answer


def of_defect(error: Exception) -> Response:
    """Something of ours broke: the trace is told, nothing else."""
    log.get().error("request_failed", trace=trace(), path=request.path, exc_info=error)
    return _answer(500, "unexpected", {})


def trace() -> str:
    """What this request is called in every log."""
    return str(g.get("trace", ""))


def _answer(status: int, code: str, fields: Mapping[str, Any]) -> Response:
    entry = CATALOGUE.get(code) or CATALOGUE[_OF_STATUS.get(status, "unexpected")]
    body = {
        "type": f"urn:doanso:problem:{code}",
        "title": entry.title,
        "status": status,
        "detail": fields.get("text") or _said(entry.detail, fields),
        "instance": request.path,
        "code": code,
        "trace": trace(),
        "mend": fields.get("mend") or entry.mend,
        **{name: value for name, value in fields.items() if name not in _HIDDEN},
    }
    if status == Invalid.status:
        body.setdefault("errors", {})
    return Response(wire.dumps(body), status=status, content_type=MEDIA_TYPE)


class _Words(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _said(detail: str, fields: Mapping[str, Any]) -> str:
    if "{" not in detail:
        return detail
    words = {name: _word(value) for name, value in fields.items()}
    return detail.format_map(_Words(words, trace=trace()))


def _word(value: Any) -> str:
    """A value as people read it: an instant by its clock time in Việt Nam, a number with dots."""
    if isinstance(value, str) and len(value) >= 20 and value[4] == "-" and value[10] == "T":
        return datetime.fromisoformat(value).astimezone(clock.UNION_ZONE).strftime("%H:%M")
    if isinstance(value, datetime):
        return value.astimezone(clock.UNION_ZONE).strftime("%H:%M")
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    return str(value)


def _bytes(size: int) -> str:
    return f"{size // (1024 * 1024)} MB"
