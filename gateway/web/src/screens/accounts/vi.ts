export const signIn = {
  title: "Đăng nhập",
  login: "Mã đoàn viên, số điện thoại hoặc thư điện tử",
  password: "Mật khẩu",
  show: "Hiện mật khẩu",
  hide: "Ẩn mật khẩu",
  code: "Mã xác thực 6 số",
  codeHint: "Nhập mã đang hiện trong ứng dụng xác thực.",
  act: "Đăng nhập",
  confirm: "Xác nhận",
  forgot: "Quên mật khẩu",
  noAccount: "Chưa có tài khoản? Bí thư chi đoàn gửi bạn đường dẫn để đặt mật khẩu lần đầu.",
  verify: "Kiểm tra một thẻ hoặc quyết định",
  over: "Phiên đăng nhập đã hết. Phần đang nhập vẫn được giữ.",
  signOut: "Đăng xuất",
  missing: "Nhập đủ tên đăng nhập và mật khẩu.",
  waits: "Đang đợi đến lượt…",
  waitsWhy: "Nhiều người đang đăng nhập cùng lúc. Cứ để trang này mở; bạn không cần bấm lại.",
};

export const recovery = {
  title: "Quên mật khẩu",
  text: "Mật khẩu không gửi qua tin nhắn. Có ba cách để vào lại:",
  steps: [
    "Nhờ Bí thư chi đoàn hoặc Đoàn cấp trên cấp đường dẫn đặt mật khẩu mới. Đường dẫn dùng được một lần, trong 7 ngày.",
    "Nếu đã bật xác thực hai lớp, dùng một trong 10 mã dự phòng ở ô mã xác thực.",
    "Nếu đổi số điện thoại, báo chi đoàn cập nhật sổ đoàn viên trước khi xin đường dẫn.",
  ],
  back: "Về trang đăng nhập",
};

export const invitation = {
  title: "Đặt mật khẩu lần đầu",
  hello: (name: string) => `Chào ${name}`,
  text: "Đặt mật khẩu của riêng bạn để dùng Đoàn Số. Không ai khác biết mật khẩu này, kể cả cán bộ Đoàn.",
  password: "Mật khẩu mới",
  hint: "Ít nhất 10 ký tự. Một câu ngắn dễ nhớ là tốt nhất.",
  again: "Nhập lại mật khẩu",
  different: "Hai lần nhập chưa giống nhau. Nhập lại.",
  act: "Đặt mật khẩu",
};

export const settings = {
  title: "Cài đặt",
  appearance: "Giao diện",
  theme: "Màu nền",
  themes: { auto: "Theo máy", light: "Sáng", dark: "Tối" } as Record<string, string>,
  size: "Cỡ chữ",
  sizes: { "100": "Vừa", "115": "Lớn", "130": "Rất lớn" } as Record<string, string>,
  density: "Độ thoáng của bảng",
  densities: { roomy: "Thoáng", medium: "Vừa", compact: "Gọn" } as Record<string, string>,
  devices: "Thiết bị đang đăng nhập",
  thisDevice: "Thiết bị này",
  seen: (when: string) => `Dùng lần cuối ${when}`,
  signOutDevice: (device: string) => `Đăng xuất ${device}`,
  signOutAll: "Đăng xuất mọi thiết bị",
  unknownDevice: "Thiết bị chưa rõ",
  password: "Đổi mật khẩu",
  oldPassword: "Mật khẩu đang dùng",
  newPassword: "Mật khẩu mới",
  passwordChanged: "Đã đổi mật khẩu. Các thiết bị khác đã đăng xuất.",
};

export const seen = {
  title: "Ai đã xem dữ liệu của tôi",
  intro:
    "Mỗi lượt cán bộ mở hoặc xuất thông tin nhạy cảm của bạn (CCCD, điện thoại, địa chỉ, dân tộc, tôn giáo…) đều " +
    "được ghi lại ở đây.",
  count: (count: number) => `${count.toLocaleString("vi-VN")} lượt xem`,
  empty: "Chưa có ai xem nhóm dữ liệu nhạy cảm của bạn.",
  emptyText: "Khi có người xem, tên, đơn vị và giờ xem sẽ hiện ở đây.",
  unknown: "Người này không còn trong sổ",
  how: { view: "Xem", export: "Xuất Excel" } as Record<string, string>,
};
