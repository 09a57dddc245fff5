"""What the catalogue says while a part of the system is away, busy or full."""

OUTAGES: tuple[tuple[str, ...], ...] = (
    (
        "service-away",
        "Máy chủ đang bận",
        "Phần phụ trách việc này đang tạm ngừng.",
        "Nội dung vẫn được giữ; thử lại sau ít phút.",
    ),
    (
        "bus-away",
        "Máy chủ đang bận",
        "Các phần của hệ thống đang tạm mất liên lạc.",
        "Nội dung vẫn được giữ; thử lại sau ít phút.",
    ),
    (
        "deadline-exceeded",
        "Máy chủ đang bận",
        "Máy chủ chưa trả lời kịp.",
        "Nội dung vẫn được giữ; thử lại sau ít phút.",
    ),
    (
        "overloaded",
        "Máy chủ đang bận",
        "Đang có quá nhiều yêu cầu cùng lúc.",
        "Nội dung vẫn được giữ; thử lại sau ít phút.",
    ),
    (
        "store-full",
        "Chưa lưu được tệp",
        "Kho tệp của máy chủ đã đầy.",
        "Báo người quản trị dọn hoặc mở rộng kho tệp; các phần khác vẫn dùng được. Gửi lại tệp sau.",
    ),
    (
        "store-away",
        "Chưa mở được kho tệp",
        "Kho tệp của máy chủ đang tạm ngừng.",
        "Các phần khác vẫn dùng được; thử lại sau ít phút.",
    ),
    ("database-away", "Máy chủ đang bận", "Kho dữ liệu đang tạm ngừng.", "Nội dung vẫn được giữ; thử lại sau ít phút."),
    ("database-busy", "Máy chủ đang bận", "Kho dữ liệu đang bận.", "Nội dung vẫn được giữ; thử lại sau ít phút."),
)
