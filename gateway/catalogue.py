"""What each code says to people: what happened, why, what to do. A fault that brings words of its own needs no entry."""

from collections.abc import Mapping
from dataclasses import dataclass

from gateway.outages import OUTAGES


@dataclass(frozen=True)
class Entry:
    """How a code is said. detail may name the fault's fields: `{until}`."""

    title: str
    detail: str
    mend: str | None = None


def _entries(*lines: tuple[str, ...]) -> dict[str, Entry]:
    return {code: Entry(*words) for code, *words in lines}


_UNREADABLE = "Không đọc được yêu cầu"
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
        "Tạm dừng đăng nhập",
        "Tên đăng nhập này tạm dừng ở đây đến {until} vì nhập sai nhiều lần.",
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
        "application-link-over",
        "Liên kết này không nhận đơn nữa",
        "Liên kết đã hết hạn, đã được thu hồi, hoặc bị chép thiếu.",
        "Xin chi đoàn liên kết mới, hoặc mở lại liên kết từ nơi bạn nhận.",
    ),
    (
        "application-link-full",
        "Liên kết đã nhận đủ đơn",
        "Số đơn gửi qua liên kết này đã đủ nên không nhận thêm.",
        "Xin chi đoàn liên kết mới.",
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
    ("not-json", _UNREADABLE, "Nội dung gửi lên không phải JSON hợp lệ.", "Gửi một đối tượng JSON."),
    ("not-an-object", _UNREADABLE, "Nội dung gửi lên là {kind}, không phải đối tượng.", "Gửi một đối tượng JSON."),
    ("json-too-deep", _UNREADABLE, "Nội dung lồng nhau quá nhiều lớp.", "Gửi đúng các trường mà tài liệu API nêu."),
    ("bad-request", _UNREADABLE, "Yêu cầu gửi lên không đúng dạng.", "Kiểm tra lại rồi gửi lại."),
    (
        "request-reused",
        "Lần gửi trước đã được nhận",
        "Máy chủ đã nhận lần gửi trước, với nội dung khác (cùng mã Idempotency-Key).",
        "Xem kết quả của lần gửi trước; nếu vẫn cần thì gửi lại.",
    ),
    ("bad-cursor", "Trang kế tiếp không còn", "Dấu trang không đọc được.", "Tải lại danh sách từ đầu."),
    (
        "too-large",
        "Nội dung quá lớn",
        "Nội dung gửi lên lớn hơn mức cho phép ({limit}).",
        "Chia nhỏ rồi gửi lại.",
    ),
    ("file-too-large", "Tệp quá lớn", "Tệp lớn hơn 20 MB.", "Chụp lại ở cỡ nhỏ hơn, hoặc chia tệp thành nhiều phần."),
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
    (
        "request-stalled",
        "Chưa nhận đủ nội dung",
        "Đường truyền dừng giữa chừng nên máy chủ chưa nhận đủ nội dung gửi lên.",
        "Kiểm tra mạng rồi gửi lại.",
    ),
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
    ("campaign-refused", "Chưa thực hiện được", "Đợt này đang không làm được việc đó.", "Xem lý do bên dưới."),
    # things of the registry
    (
        "member-unknown",
        "Không tìm thấy đoàn viên",
        "Đường dẫn có thể sai, hoặc nội dung ngoài phạm vi của bạn.",
        "Kiểm tra lại đường dẫn, hoặc tìm lại từ danh sách.",
    ),
    (
        "member-not-found",
        "Không tìm thấy đoàn viên",
        "Đường dẫn có thể sai, hoặc nội dung ngoài phạm vi của bạn.",
        "Kiểm tra lại đường dẫn, hoặc tìm lại từ danh sách.",
    ),
    (
        "unknown-person",
        "Không tìm thấy người này",
        "Đường dẫn có thể sai, hoặc nội dung ngoài phạm vi của bạn.",
        "Kiểm tra lại đường dẫn, hoặc tìm lại từ danh sách.",
    ),
    ("report-unknown", "Không tìm thấy báo cáo", "Mã báo cáo này không có.", "Chọn lại trong danh sách báo cáo."),
    ("column-unknown", "Không có danh sách", "Số liệu này không kèm danh sách người.", "Quay lại bảng số liệu."),
    ("register-unknown", "Không tìm thấy sổ", "Không có sổ này, hoặc bạn không được xem.", "Chọn lại trong danh sách."),
    (
        "unit-unknown",
        "Không tìm thấy đơn vị",
        "Đường dẫn có thể sai, hoặc nội dung ngoài phạm vi của bạn.",
        "Kiểm tra lại đường dẫn, hoặc tìm lại từ danh sách.",
    ),
    (
        "unit-not-found",
        "Không tìm thấy đơn vị",
        "Đường dẫn có thể sai, hoặc nội dung ngoài phạm vi của bạn.",
        "Kiểm tra lại đường dẫn, hoặc tìm lại từ danh sách.",
    ),
    (
        "unit-or-member-unknown",
        "Không tìm thấy đơn vị hoặc đoàn viên",
        "Đường dẫn có thể sai, hoặc nội dung ngoài phạm vi của bạn.",
        "Kiểm tra lại đường dẫn, hoặc tìm lại từ danh sách.",
    ),
    (
        "receipt-unknown",
        "Không tìm thấy biên lai",
        "Đường dẫn có thể sai, hoặc nội dung ngoài phạm vi của bạn.",
        "Kiểm tra lại đường dẫn, hoặc tìm lại từ danh sách.",
    ),
    (
        "remittance-unknown",
        "Không tìm thấy khoản nộp",
        "Đường dẫn có thể sai, hoặc nội dung ngoài phạm vi của bạn.",
        "Kiểm tra lại đường dẫn, hoặc tìm lại từ danh sách.",
    ),
    (
        "waiver-unknown",
        "Không tìm thấy quyết định bỏ qua",
        "Đường dẫn có thể sai, hoặc nội dung ngoài phạm vi của bạn.",
        "Kiểm tra lại đường dẫn, hoặc tìm lại từ danh sách.",
    ),
    (
        "position-unknown",
        "Không tìm thấy chức vụ",
        "Đường dẫn có thể sai, hoặc nội dung ngoài phạm vi của bạn.",
        "Kiểm tra lại đường dẫn, hoặc tìm lại từ danh sách.",
    ),
    (
        "duplicate-unknown",
        "Không tìm thấy cặp hồ sơ này",
        "Đường dẫn có thể sai, hoặc nội dung ngoài phạm vi của bạn.",
        "Kiểm tra lại đường dẫn, hoặc tìm lại từ danh sách.",
    ),
    ("photo-unknown", "Chưa có ảnh", "Đoàn viên này chưa có ảnh.", "Chọn ảnh trong phần sửa hồ sơ."),
    (
        "comparison-unknown",
        "Không tìm thấy đề nghị đối chiếu này",
        "Đường dẫn có thể sai, hoặc nội dung ngoài phạm vi của bạn.",
        "Tải lại danh sách.",
    ),
    (
        "import-unknown",
        "Không tìm thấy lần nhập này",
        "Đường dẫn có thể sai, hoặc nội dung ngoài phạm vi của bạn.",
        "Kiểm tra lại đường dẫn, hoặc tìm lại từ danh sách.",
    ),
    (
        "import-row-unknown",
        "Không tìm thấy dòng này",
        "Đường dẫn có thể sai, hoặc nội dung ngoài phạm vi của bạn.",
        "Kiểm tra lại đường dẫn, hoặc tìm lại từ danh sách.",
    ),
    (
        "job-unknown",
        "Không tìm thấy tác vụ này",
        "Đường dẫn có thể sai, hoặc nội dung ngoài phạm vi của bạn.",
        "Kiểm tra lại đường dẫn, hoặc tìm lại từ danh sách.",
    ),
    (
        "case-not-found",
        "Không tìm thấy hồ sơ",
        "Đường dẫn có thể sai, hoặc nội dung ngoài phạm vi của bạn.",
        "Kiểm tra lại đường dẫn, hoặc tìm lại từ danh sách.",
    ),
    (
        "process-not-found",
        "Không có quy trình này",
        "Đường dẫn có thể sai, hoặc nội dung ngoài phạm vi của bạn.",
        "Kiểm tra lại đường dẫn, hoặc tìm lại từ danh sách.",
    ),
    (
        "document-unknown",
        "Không tìm thấy văn bản",
        "Đường dẫn có thể sai, hoặc nội dung ngoài phạm vi của bạn.",
        "Kiểm tra lại đường dẫn, hoặc tìm lại từ danh sách.",
    ),
    (
        "file-not-found",
        "Không tìm thấy tệp",
        "Đường dẫn có thể sai, hoặc nội dung ngoài phạm vi của bạn.",
        "Kiểm tra lại đường dẫn, hoặc tìm lại từ danh sách.",
    ),
    (
        "action-unknown",
        "Không có quyền nào tên như vậy",
        "Tên quyền không có trong bảng quyền.",
        "Chọn một quyền trong bảng.",
    ),
    ("rules-unknown", "Chưa có bộ quy định", "Không có bộ quy định nào có hiệu lực vào ngày này.", "Chọn ngày khác."),
    (
        "member-changed",
        "Bản này vừa được người khác sửa",
        "Hồ sơ đoàn viên này đã thay đổi sau khi bạn mở.",
        "Tải bản mới rồi xem lại phần bạn sửa.",
    ),
    (
        "unit-changed",
        "Bản này vừa được người khác sửa",
        "Đơn vị này đã thay đổi sau khi bạn mở.",
        "Tải bản mới rồi xem lại phần bạn sửa.",
    ),
    (
        "case-changed",
        "Bản này vừa được người khác sửa",
        "Hồ sơ này đã thay đổi sau khi bạn mở.",
        "Tải bản mới rồi xem lại phần bạn sửa.",
    ),
    (
        "member-codes-exhausted",
        "Hết mã đoàn viên",
        "Đơn vị cấp huyện này đã dùng hết mã đoàn viên của năm.",
        "Báo người quản trị hệ thống.",
    ),
    ("job-over", "Tác vụ đã chạy", "Tác vụ đã bắt đầu nên không dừng được nữa.", "Xem kết quả của tác vụ."),
    (
        "document-cannot-be-settled",
        "Chưa đổi được văn bản",
        "Trạng thái hiện tại của văn bản không cho phép việc này.",
        "Tải lại rồi xem trạng thái mới.",
    ),
    (
        "page-cannot-be-drawn",
        "Chưa tạo được tệp PDF",
        "Văn bản chưa vẽ được thành trang in.",
        "Xem bản chữ của văn bản, hoặc thử lại sau ít phút.",
    ),
    (
        "unit-not-known-yet",
        "Đơn vị chưa sẵn sàng",
        "Đơn vị vừa được lập và chưa có ở phần văn bản.",
        "Thử lại sau ít phút.",
    ),
    # us
    ("malformed-request", _UNREADABLE, "Yêu cầu gửi lên không đúng dạng.", "Kiểm tra lại rồi gửi lại."),
    ("request-too-large", "Nội dung quá lớn", "Nội dung gửi lên lớn hơn mức cho phép.", "Chia nhỏ rồi gửi lại."),
    (
        "took-too-long",
        "Tệp quá phức tạp",
        "Đọc tệp quá lâu nên đã dừng.",
        "Chia tệp thành nhiều phần nhỏ hơn, bỏ công thức và hình.",
    ),
    (
        "needs-too-much-memory",
        "Tệp quá lớn",
        "Tệp mở ra quá lớn nên đã dừng.",
        "Chia tệp thành nhiều phần nhỏ hơn, bỏ công thức và hình.",
    ),
    *OUTAGES,
    (
        "stream-away",
        "Chưa có tin trực tiếp",
        "Phần báo tin trực tiếp đang tạm ngừng.",
        "Trang vẫn dùng được; tải lại để xem nội dung mới.",
    ),
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
