export const progress = {
  title: "Tiến độ hồ sơ",
  intro: "Hồ sơ đang mở của đơn vị và các cấp dưới: ở đâu, chậm ở bước nào.",
  process: "Nghiệp vụ",
  all: "Tất cả",
  none: "Không có hồ sơ nào đang mở",
  noneText: (unit: string) => `${unit} và các đơn vị trực thuộc đã giải quyết hết.`,
  summary: (unit: string, open: string, overdue: string) => `${unit}: ${open} hồ sơ đang mở, ${overdue} quá hạn.`,
  units: "Theo đơn vị",
  unit: "Đơn vị",
  columns: { open: "Đang mở", overdue: "Quá hạn", soon: "Sắp hạn", held: "Còn ở nơi lập", vacant: "Chưa có người" },
  oldest: "Trễ lâu nhất",
  steps: "Hồ sơ đang chờ ở từng bước",
  step: (open: string, overdue: string) => `${open} hồ sơ đang chờ, ${overdue} quá hạn`,
  part: (count: string, column: string) => `${count} ${column.toLocaleLowerCase("vi")}`,
  noneHere: "Không có hồ sơ đang mở",
  waits: (median: number, usual: number | null) =>
    `Đã chờ trung bình ${median < 1 ? "chưa đến một" : median.toLocaleString("vi-VN")} ` +
    `ngày${usual === null ? "" : `; trước đây từ bước này đến lúc xong mất ${usual.toLocaleString("vi-VN")} ngày`}`,
  slowest: (unit: string) => `Chậm nhiều nhất: ${unit}`,
};

export const transfers = {
  title: "Chuyển sinh hoạt",
  tabs: "Tình trạng chuyển sinh hoạt",
  fromUnit: "Nơi đi",
  toUnit: "Nơi đến",
  who: "Đoàn viên",
  since: "Ở bước này từ",
  at: (unit: string) => `đang ở ${unit}`,
  region: "Bảng chuyển sinh hoạt, cuộn ngang được",
  empty: "Không có hồ sơ nào ở bước này.",
  emptyText: "Hồ sơ chuyển sinh hoạt trong phạm vi của bạn hiện ở đây.",
  one: "Chuyển một người",
  fromPackage: "Nhận từ gói",
};

export const packages = {
  title: "Nhận đoàn viên từ gói chuyển",
  lead: "Nơi đi ngoài hệ thống gửi gói dưới dạng tệp. Hệ thống kiểm tra chữ ký, hạn và khoá trước khi mở hồ sơ.",
  file: "Tệp gói chuyển",
  fileHint: "Tệp .json do nơi đi gửi, chưa sửa.",
  notOne: "Tệp này không phải gói chuyển sinh hoạt. Chọn lại tệp nơi đi đã gửi.",
  unit: "Đơn vị tiếp nhận",
  subject: "Người đã từng là đoàn viên trong tỉnh",
  subjectHint: "Bỏ trống nếu người này chưa có trong danh bộ. Gõ họ tên, mã đoàn viên hoặc số thẻ cũ.",
  take: "Nhận và mở hồ sơ",
  taken: (title: string) => `${title}: đã mở từ gói.`,
  who: "Họ và tên",
  from: "Nơi đi",
  introduction: "Giấy giới thiệu",
  expires: "Gói dùng được đến",
  key: "Dấu vân tay khoá ký",
};

export const maturation = {
  title: "Trưởng thành đoàn",
  lead:
    "Đoàn viên đến tuổi theo từng chi đoàn và từng bước. Đánh dấu nhiều người để hỏi nguyện vọng, lập danh " +
    "sách, công nhận hoặc ghi lễ một lần.",
  open: "Lập danh sách năm nay",
  noList: "Chưa có danh sách trưởng thành năm nay.",
  noListOpen: "Lập danh sách để mọi chi đoàn cấp dưới có sẵn hồ sơ của người đến tuổi.",
  noListWait: "Đoàn cấp trên lập danh sách; chi đoàn vẫn mở được hồ sơ của từng người.",
  byUnit: "Tiến độ từng đơn vị",
  unit: "Đơn vị",
  nobody: "Không có ai ở bước này.",
  nobodyText: "Chọn bước khác, hoặc mở hồ sơ cho từng người ở “Hồ sơ”.",
  pickAll: (count: number) => `Chọn cả ${count.toLocaleString("vi-VN")}`,
  pickAllOf: (unit: string, count: number) => `Chọn cả ${count.toLocaleString("vi-VN")} của ${unit}`,
  noActions: "Bước này không dành cho bạn.",
};
