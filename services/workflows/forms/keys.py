"""What is said of another installation's key before its packages are taken."""

from services.kit.schema import Text
from services.workflows.domain.forms import Form


class TrustForm(Form):
    """Whose key it is, the key as it was sent, and its fingerprint as the other side read it out."""

    name = Text(
        required=True, max_length=120, metadata={"title": "Nơi dùng khoá", "hint": "Ví dụ: Tỉnh đoàn Lạng Sơn."}
    )
    public_key = Text(
        required=True, max_length=100, metadata={"title": "Khoá công khai", "hint": "Chép nguyên dòng nơi đó gửi đến."}
    )
    fingerprint = Text(
        required=True,
        max_length=120,
        metadata={
            "title": "Dấu vân tay nghe đọc qua điện thoại",
            "hint": "16 nhóm, mỗi nhóm 4 ký tự. Gọi số điện thoại đã biết từ trước, không gọi số ghi kèm khoá.",
        },
    )
