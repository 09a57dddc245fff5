/** Words of applications that come by a link: the applicant's page, the chapter's. */

const number = (count: number) => count.toLocaleString("vi-VN");

export const apply = {
  title: "Đơn xin vào Đoàn",
  to: (unit: string) => `Gửi ${unit}`,
  lead: "Ba trang ngắn, khoảng 3 phút. Không cần tài khoản.",
  privacy: (unit: string, days: number) =>
    `Chỉ cán bộ ${unit} đọc được những gì bạn ghi. Đơn được xoá khi chi đoàn lập hồ sơ hoặc bỏ qua, chậm nhất sau ` +
    `${number(days)} ngày.`,
  borrowed: "Dùng máy của người khác cũng được: gửi xong, máy không giữ lại gì.",
  next: "Tiếp tục",
  send: "Gửi đơn",
  sending: "Đang gửi…",
  sentTitle: "Đã gửi đơn",
  sent: (unit: string) =>
    `${unit} đã nhận đơn của bạn. Chi đoàn sẽ đọc đơn, liên hệ với bạn nếu cần hỏi thêm, rồi họp xét kết nạp.`,
  keptUntil: (day: string) => `Nếu đến ${day} chưa có ai liên hệ, hãy hỏi bí thư chi đoàn: sau ngày đó đơn bị xoá.`,
  forgotten: "Máy này không còn giữ gì bạn đã nhập. Bạn trả máy được rồi.",
  another: "Viết đơn cho người khác",
};

export const applications = {
  title: "Đơn xin vào Đoàn",
  lead: "Gửi liên kết hoặc mã QR cho người xin vào Đoàn để họ tự khai. Chi đoàn chỉ bổ sung phần của mình.",
  waiting: (count: number) => `${number(count)} đơn chờ lập hồ sơ`,
  none: "Chưa có đơn nào chờ lập hồ sơ.",
  born: (day: string) => `Sinh ngày ${day}`,
  sentAt: (at: string) => `gửi ${at}`,
  pick: "Lập hồ sơ",
  pickOf: (name: string) => `Lập hồ sơ của ${name}`,
  dismiss: "Bỏ qua",
  dismissOf: (name: string) => `Bỏ qua đơn của ${name}`,
  dismissTitle: (name: string) => `Bỏ qua đơn của ${name}`,
  dismissText:
    "Những gì người này đã khai bị xoá ngay và không lấy lại được. Muốn lập hồ sơ sau đó thì họ phải gửi đơn lại.",
  reason: "Lý do",
  reasonHint: "Ví dụ: gửi trùng, không thuộc chi đoàn.",
  dismissed: (name: string) => `Đã bỏ qua đơn của ${name}.`,
  more: "Xem thêm",
  manage: "Mời tự khai bằng liên kết, mã QR",
  from: (name: string, at: string) =>
    `Đã điền theo đơn của ${name}, gửi ${at}. Chi đoàn bổ sung phần giới thiệu rồi mở hồ sơ.`,
  links: "Liên kết nhận đơn",
  noLinks: "Chưa có liên kết nào. Tạo một liên kết cho cả lớp, hoặc cho từng người.",
  everyone: "Dùng chung",
  uses: (uses: number, most: number) => `${number(uses)}/${number(most)} đơn`,
  until: (day: string) => `đến ${day}`,
  by: (name: string) => `${name} tạo`,
  revoke: "Thu hồi",
  revokeOf: (label: string) => `Thu hồi liên kết ${label}`,
  revokeTitle: "Thu hồi liên kết",
  revokeText: "Liên kết và mã QR đã phát ngừng nhận đơn ngay. Đơn đã gửi vẫn còn.",
  revoked: "Đã thu hồi liên kết.",
  once: "Liên kết chỉ hiện lần này. Gửi, in hoặc chụp lại trước khi rời trang; mất thì tạo liên kết khác.",
  qr: (unit: string) => `Mã QR mở đơn xin vào ${unit}`,
  address: "Liên kết nhận đơn",
  share: "Gửi liên kết",
  print: "In mã QR",
  message: (unit: string, link: string) => `${unit} mời bạn viết đơn xin vào Đoàn tại đây: ${link}`,
  scan: "Quét mã để viết đơn xin vào Đoàn",
};
