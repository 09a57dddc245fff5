export const unitPapers = {
  history: "Lịch sử đơn vị",
  decision: (number: string) => `theo QĐ số ${number}`,
  decisionOf: (number: string, on: string) => `theo QĐ số ${number}, ngày ${on}`,
  year: "Năm",
  empty: "Chưa có văn bản nào về đơn vị này mà bạn xem được.",
  emptyText: "Quyết định về tổ chức, khen thưởng, kỷ luật và đánh giá đơn vị hiện ở đây khi có số.",
  noMatchText: "Bỏ bớt chữ, hoặc chọn mọi loại và mọi năm.",
  caption: (name: string) => `Văn bản về ${name}`,
};

export const unitSymbols = {
  title: "Ký hiệu văn bản",
  summary: (body: string) => `Viết tắt của đơn vị: ${body}; xem ký hiệu từng loại văn bản`,
  example: (symbol: string) => `ví dụ ${symbol}`,
  usual: (abbreviation: string) => `thường dùng ${abbreviation}`,
  done: "Đã đổi ký hiệu cho các văn bản lấy số từ bây giờ.",
};

export const committeeTerm = {
  title: "Nhiệm kỳ Ban Chấp hành",
  provisional: "Ban Chấp hành lâm thời",
  named: (code: string) => `Nhiệm kỳ ${code}`,
  days: (from: string, until: string) => `từ ${from} đến ${until}`,
  since: (from: string) => `từ ${from}, chưa ghi ngày hết nhiệm kỳ`,
  latest: (day: string) => `Theo quy định, kéo dài được chậm nhất đến ${day}.`,
  extension: (before: string, until: string) => `Gia hạn từ ${before} đến ${until}`,
  shortening: (before: string, until: string) => `Rút ngắn từ ${before} xuống ${until}`,
  decision: (number: string) => `quyết định ${number}`,
  party: (paper: string) => `cấp uỷ đồng ý: ${paper}`,
};

export const recordedMeetings = {
  present: (count: number) => `${count.toLocaleString("vi-VN")} người có mặt`,
  absent: (names: string) => `vắng không lý do: ${names}`,
  excused: (names: string) => `vắng có lý do: ${names}`,
  days: (days: string) => `Các ngày: ${days}`,
};

export const sittings = {
  title: "Kỳ họp Ban Chấp hành",
  none: "Chưa ghi kỳ họp nào.",
  on: (day: string) => `Kỳ họp ngày ${day}`,
  done: "Đã ghi kỳ họp.",
};

export const attendances = {
  title: "Điểm danh họp chi đoàn",
  lead: "Ghi ai vắng ở mỗi cuộc họp; số này dùng khi xếp loại đoàn viên và khi xét xoá tên.",
  none: "Chưa ghi cuộc họp nào.",
  on: (day: string) => `Họp chi đoàn ngày ${day}`,
  done: "Đã ghi điểm danh.",
};

export const unitTraining = {
  title: "Nội dung rèn luyện",
  lead:
    "Đoàn viên của đơn vị chọn trong danh mục của tỉnh và nội dung riêng của các đơn vị cấp trên. Nội dung " +
    "riêng chỉ dùng ở đơn vị đã thêm và đơn vị trực thuộc.",
  pastToo: "Xem cả nội dung đã kết thúc",
  ofProvince: "Danh mục của tỉnh",
  of: (unit: string) => `Nội dung riêng của ${unit}`,
  since: (from: string) => `từ ${from}`,
  days: (from: string, ended: string) => `từ ${from}, không còn từ ${ended}`,
  source: (source: string) => `căn cứ ${source}`,
  done: "Đã ghi nội dung rèn luyện.",
};

export const delegations = {
  title: "Uỷ quyền",
  none: "Đơn vị chưa uỷ quyền nghiệp vụ nào và chưa được uỷ quyền.",
  to: (process: string, unit: string) => `${process}: ${unit} xét thay`,
  from: (process: string, unit: string) => `${process}: xét thay ${unit}`,
  days: (from: string, until: string) => `${from} – ${until}`,
  since: (from: string) => `Từ ${from}`,
  decision: (number: string) => `Quyết định ${number}`,
  made: "Đã ghi uỷ quyền.",
  end: "Kết thúc uỷ quyền",
  endOf: (process: string, unit: string) => `Kết thúc uỷ quyền ${process} cho ${unit}`,
  endTitle: (process: string, unit: string) => `Kết thúc uỷ quyền ${process} cho ${unit}?`,
  endConsequence: (unit: string) => `Hồ sơ đang chờ trở về ${unit} ngay.`,
  ended: "Uỷ quyền đã kết thúc.",
};
