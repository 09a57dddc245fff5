export const caseSheet = {
  name: "Mở hồ sơ từ bảng đoàn viên",
  title: (process: string) => `${process}: cả lớp, cả đơn vị từ Excel`,
  link: "Cả lớp, cả đơn vị từ Excel",
  none: "Quy trình này không mở hồ sơ từ bảng đoàn viên. Mở từng hồ sơ.",
  out: "1. Tải bảng đoàn viên",
  unit: "Đơn vị",
  outText: (columns: string[]) =>
    `Bảng có sẵn từng đoàn viên. Điền các cột ${columns.map((column) => `“${column}”`).join(", ")}. Tên đơn vị gõ ` +
    `có dấu hay không dấu đều được; trùng tên thì thêm đơn vị cấp trên sau dấu phẩy. Để trống người không chuyển.`,
  download: "Tải bảng",
  back: "2. Gửi lại bảng đã điền",
  backText: "Từng dòng được kiểm tra trước; chưa mở hồ sơ nào.",
  check: "Kiểm tra bảng",
  sending: "Đang tải tệp lên…",
  checking: "Đang kiểm tra",
  checked: "3. Kết quả kiểm tra",
  failed: "Chưa đọc được bảng này. Dùng tệp tải ở trang này, không đặt mật khẩu, rồi gửi lại.",
  ready: (ready: number, blank: number) =>
    `${ready.toLocaleString("vi-VN")} người mở được hồ ` +
    `sơ${blank ? `; ${blank.toLocaleString("vi-VN")} dòng để trống, không mở` : ""}.`,
  wrong: (count: number) => `${count.toLocaleString("vi-VN")} dòng cần sửa`,
  open: (count: number) => `Mở ${count.toLocaleString("vi-VN")} hồ sơ`,
  opened: (count: number) => `${count.toLocaleString("vi-VN")} người đã có hồ sơ.`,
  left: (count: number) =>
    `${count.toLocaleString("vi-VN")} dòng chưa mở được. Sửa trong tệp rồi gửi lại: người đã có hồ sơ không bị mở ` +
    `lần nữa.`,
  row: (place: string) => `Dòng ${place}:`,
  before: "(đã mở từ trước)",
  again: "Gửi tệp khác",
};

export const caseMany = {
  title: "Mở hồ sơ cho nhiều đoàn viên",
  titleOf: (count: number) => `Mở hồ sơ cho ${count.toLocaleString("vi-VN")} đoàn viên`,
  lead: "Chọn quy trình rồi ghi một lần cho mọi người đã chọn. Mỗi người có một hồ sơ riêng tại chi đoàn của mình.",
  who: (count: number) => `${count.toLocaleString("vi-VN")} người đã chọn`,
  pickProcess: "Chọn quy trình",
  nobody: "Chưa chọn đoàn viên nào.",
  nobodyText: "Vào danh sách đoàn viên, bấm “Chọn nhiều” rồi đánh dấu từng người.",
  toList: "Đến danh sách đoàn viên",
  open: (process: string, count: number) => `Mở ${count.toLocaleString("vi-VN")} hồ sơ ${process}`,
  mayLeave: "Bạn có thể rời trang này; kết quả nằm trong “Tác vụ nền”.",
  outcome: (opened: number, left: number) =>
    `Đã mở ${opened.toLocaleString("vi-VN")} hồ ` +
    `sơ${left ? `, ${left.toLocaleString("vi-VN")} người chưa mở được` : ""}.`,
  failed: "Chưa mở được hồ sơ. Tải lại trang rồi thử lại.",
  caseOf: "Hồ sơ",
  someone: "Đoàn viên",
};
