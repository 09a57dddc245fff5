/**
 * The Vietnamese sentences that load first; others stand in `vi-….ts` here and in `vi.ts` beside their screens.
 * Words of the Union (states, actions, reasons) come from the server.
 */

export const app = {
  name: "Đoàn Số",
  tagline: "Sổ đoàn viên, hồ sơ và văn bản của Đoàn trên một màn hình.",
  skip: "Bỏ qua đến nội dung chính",
  newVersion: "Có bản mới. Tải lại khi bạn xong việc đang làm.",
  reload: "Tải lại",
  offline: (time: string) => `Bạn đang ngoại tuyến. Đang xem dữ liệu lúc ${time}.`,
  offlineNow: "Bạn đang ngoại tuyến. Việc ghi và gửi chờ đến khi có mạng.",
};

export const http = {
  unknown: "Có lỗi chưa rõ nguyên nhân. Thử lại sau ít phút.",
  busy: "Chưa gửi được vì máy chủ đang bận. Nội dung vẫn được giữ; thử lại sau ít phút.",
  notHereTitle: "Chưa mở được phần này",
  notHere: "Máy chưa có phần này, hoặc ứng dụng vừa có bản mới. Kiểm tra mạng rồi thử lại.",
  offlineTitle: "Không có mạng",
  offline: "Chưa kết nối được với máy chủ. Kiểm tra mạng rồi thử lại; phần đang nhập vẫn được giữ.",
};

export const common = {
  steps: "Các trang của mẫu",
  step: (at: number, count: number) => `Trang ${at}/${count}:`,
  stepBack: (title: string) => `Quay lại “${title}”`,
  previous: "Quay lại",
  loading: "Đang tải…",
  slow: "Mạng đang chậm. Bạn có thể chờ hoặc thử lại.",
  retry: "Thử lại",
  retryPart: "Tải lại phần này",
  incident: (trace: string) => `Mã sự cố: ${trace}`,
  cancel: "Huỷ",
  back: "Không, quay lại",
  close: "Đóng",
  save: "Lưu",
  all: "Tất cả",
  none: "Không có",
  notFilled: "Chưa ghi",
  yes: "Có",
  no: "Không",
  clear: "Xoá từ khoá",
  loadMore: "Tải thêm",
  results: (count: number) => `${count.toLocaleString("vi-VN")} kết quả`,
  noResults: "Không có kết quả",
  notSearchedOffline: "Chưa tìm được vì không có mạng.",
  notChosen: "Chưa chọn. Gõ lại rồi bấm một dòng trong danh sách hiện ra.",
  required: "bắt buộc",
  needed: "cần ở bước sau",
  copy: "Sao chép",
  copied: "Đã sao chép.",
  note: "Lý do, ghi chú",
  selected: (count: number) => `Đã chọn ${count.toLocaleString("vi-VN")}`,
  undo: "Hoàn tác",
  pageTitle: (title: string) => `${title} – Đoàn Số`,
  errorTitle: (title: string) => `Lỗi: ${title}`,
  choose: "Chọn…",
  remove: (name: string) => `Bỏ ${name}`,
  conflictTitle: "Bản này vừa được người khác sửa.",
  conflict: "Xem bản mới rồi làm lại bước của bạn.",
  takeNew: "Lấy bản mới",
  confirmAs: (label: string, position: string) => `${label} với tư cách ${position}`,
  question: (sentence: string) => `${sentence}?`,
  fixCount: (count: number) => `Có ${count} chỗ cần sửa`,
  consequences: "Kết quả của việc này",
  parts: {
    members: "đoàn viên, đơn vị và đoàn phí",
    workflows: "hồ sơ",
    meetings: "cuộc họp",
    messaging: "tin nhắn và văn bản",
  } as Record<string, string>,
  missingPart: (names: string) =>
    `Chưa đọc được phần ${names} vì máy chủ chưa trả lời. Phần này được tự đọc lại; những gì hiện ra chưa phải là ` +
    `tất cả.`,
};

export const notFound = {
  title: "Không tìm thấy trang này",
  text: "Đường dẫn có thể sai, hoặc nội dung ngoài phạm vi của bạn.",
  home: "Về trang chủ",
};

export const nav = {
  campaigns: "Đợt trong năm",
  label: "Chính",
  home: "Trang chủ",
  work: "Việc",
  unit: "Đơn vị",
  chapter: "Chi đoàn",
  tree: "Cây đơn vị",
  members: "Đoàn viên",
  cases: "Hồ sơ",
  decide: "Duyệt hàng loạt",
  progress: "Tiến độ hồ sơ",
  duplicates: "Hồ sơ trùng",
  documents: "Văn bản",
  reports: "Báo cáo",
  registers: "Sổ sách",
  jobs: "Tác vụ nền",
  fees: "Đoàn phí",
  rules: "Quy định",
  transfers: "Chuyển sinh hoạt",
  maturation: "Trưởng thành",
  keys: "Khoá tin cậy",
  card: "Thẻ",
  me: "Tôi",
  more: "Thêm",
  overview: "Tổng quan",
  accounts: "Tài khoản",
  services: "Dịch vụ",
  audit: "Nhật ký",
  permissions: "Quyền hạn",
  groups: { people: "Con người, đơn vị", work: "Nghiệp vụ", books: "Văn bản, sổ sách", system: "Hệ thống" },
  settings: "Cài đặt",
  waiting: (count: number) => `, ${count} việc đang chờ`,
  actingAs: "Làm việc với tư cách",
  account: "Tài khoản",
  path: "Đường dẫn đơn vị",
};

export const work = {
  title: "Việc của tôi",
  overdue: "Quá hạn",
  today: "Hôm nay",
  week: "Tuần này",
  later: "Sau đó",
  others: "Chờ người khác",
  empty: "Không có việc nào chờ bạn.",
  emptyText: "Việc mới sẽ hiện ở đây.",
  decide: "Duyệt hàng loạt",
  count: (count: number) => `${count.toLocaleString("vi-VN")} việc đang chờ bạn`,
  overdueCount: (count: number) => `${count.toLocaleString("vi-VN")} quá hạn`,
  keys: "Phím tắt",
  keyList: [
    ["J / K", "Việc sau / việc trước"],
    ["Enter", "Mở việc đang chọn"],
    ["/ hoặc Ctrl K", "Tìm khắp nơi"],
    ["?", "Xem phím tắt"],
  ],
  units: (count: number) => `${count} đơn vị`,
  batch: (title: string, count: number) => `${title} · ${count.toLocaleString("vi-VN")} hồ sơ`,
  batchPeople: (act: string, count: number) => `${act} · ${count.toLocaleString("vi-VN")} người`,
  row: (act: string, whom: string) => `${act} · ${whom}`,
  names: (names: string[], more: number) =>
    more > 0 ? `${names.join(", ")} và ${more.toLocaleString("vi-VN")} người khác` : names.join(", "),
  note: (said: string) => `“${said}”`,
  urgentOnly: (count: number) => `Ở đây là ${count.toLocaleString("vi-VN")} việc gấp nhất.`,
  seeAll: (count: number) => `Xem cả ${count.toLocaleString("vi-VN")} việc ở Duyệt hàng loạt`,
  as: (position: string) => `Với tư cách ${position}`,
  strip: "Việc của bạn ở đây",
  stripNone: "Không có việc nào chờ bạn.",
  stripSome: (count: number) => `${count.toLocaleString("vi-VN")} việc đang chờ bạn`,
  stripOpen: "Xem việc",
};

export const home = {
  hello: (name: string) => `Chào ${name}`,
  card: "Thẻ đoàn viên",
  code: "Mã đoàn viên",
  cardNo: "Số thẻ",
  qrAlt: "Mã QR thẻ đoàn viên",
  enlarge: "Phóng to mã QR",
  noUnit: "Bạn đang chờ phân chi đoàn.",
  cases: "Hồ sơ của bạn",
  noCases: "Bạn chưa có hồ sơ nào.",
  noOtherCases: "Không còn hồ sơ nào khác.",
  at: (unit: string) => `đang ở ${unit}`,
  fees: "Đoàn phí",
  paidUntil: (month: string) => `Đã đóng hết tháng ${month}`,
  profile: "Sổ đoàn viên của bạn",
  cardMissing: "Thẻ của bạn chưa được cấp.",
  waiting: "Chờ bạn",
};

export const time = {
  justNow: "vừa xong",
  minutes: (count: number) => `${count} phút trước`,
  hours: (count: number) => `${count} giờ trước`,
  days: (count: number) => `${count} ngày trước`,
  since: (when: string) => (when === time.justNow ? "vừa đến" : `từ ${when}`),
  left: (days: number) => `Còn ${days} ngày`,
  dueToday: "Hạn hôm nay",
  late: (days: number) => `Trễ ${days} ngày`,
  due: (day: string) => `Hạn ${day}`,
};

/** What stands above any list. */
export const lists = {
  filters: "Lọc",
  filtersOn: (count: number) => `Lọc (${count})`,
  see: (count: number) => `Xem ${count.toLocaleString("vi-VN")} kết quả`,
  counting: "Đang đếm…",
  clear: "Bỏ mọi điều kiện",
};

export const files = {
  long: "Đang viết tệp lớn; tệp tự tải về khi xong. Rời trang này thì quay lại bấm tải lần nữa.",
};

export const secondFactor = {
  title: "Xác thực hai lớp",
  on: "Đang bật",
  onText:
    "Mỗi lần đăng nhập cần thêm mã 6 số trong ứng dụng xác thực. Mất điện thoại thì dùng một mã dự phòng; hết mã " +
    "thì nhờ Đoàn cấp trên cấp đường dẫn đặt mật khẩu mới rồi bật lại ở đây.",
  required:
    "Chức vụ của bạn bắt buộc xác thực hai lớp nên chưa làm việc được với tư cách cán bộ. Bật xong là dùng được " +
    "ngay, không phải đăng nhập lại.",
  banner: "Chưa làm việc được với tư cách cán bộ, vì chức vụ của bạn bắt buộc xác thực hai lớp.",
  why:
    "Khi đăng nhập, ngoài mật khẩu còn cần mã 6 số trên điện thoại của bạn. Người biết mật khẩu mà không có " +
    "điện thoại thì không vào được.",
  start: "Bật xác thực hai lớp",
  scan:
    "Mở ứng dụng xác thực trên điện thoại (Google Authenticator, Microsoft Authenticator hoặc ứng dụng tương " +
    "tự) rồi quét mã này.",
  qrAlt: "Mã QR để ứng dụng xác thực quét",
  byHand: "Không quét được thì nhập khoá này vào ứng dụng:",
  openApp: "Đang dùng điện thoại? Mở ứng dụng xác thực",
  code: "Mã 6 số",
  codeHint: "Nhập mã đang hiện trong ứng dụng; mã đổi sau mỗi 30 giây.",
  confirm: "Xác nhận mã",
  done: "Đã bật xác thực hai lớp.",
  codes: "Mã dự phòng",
  codesText:
    "Giữ 10 mã dự phòng dưới đây ở nơi chỉ bạn mở được. Mỗi mã thay mã 6 số được một lần khi mất điện thoại. Các " +
    "mã chỉ hiện lần này.",
  copyCodes: "Sao chép các mã",
  print: "In các mã",
  kept: "Đã giữ các mã",
};

export const palette = {
  title: "Tìm khắp nơi",
  label: "Tìm đoàn viên, đơn vị, hồ sơ, văn bản hoặc lệnh",
  placeholder: "Họ tên, số thẻ, số hồ sơ…",
  members: "Đoàn viên",
  units: "Đơn vị",
  cases: "Hồ sơ",
  documents: "Văn bản",
  commands: "Lệnh",
  empty: "Không thấy kết quả trong phạm vi bạn quản lý. Thử họ tên không dấu, số thẻ, hoặc số văn bản.",
  seeAll: (count: string) => `Xem tất cả ${count}`,
  failed: (parts: string, why: string) => `Chưa tìm được trong mục ${parts}: ${why}`,
  dark: "Đổi giao diện tối",
  light: "Đổi giao diện sáng",
  openCase: (title: string) => `Mở hồ sơ: ${title}`,
};

export const kept = {
  at: (time: string, day: string) => `Bản đã lưu trên máy này lúc ${time}, ${day}.`,
  retry: "Thử kết nối lại",
  work:
    "Không có mạng: đọc được danh sách này và những hồ sơ bạn đã mở trên máy này. Chưa duyệt, chưa mở hồ sơ " +
    "mới, chưa tìm kiếm được.",
  onDevice: "đọc được khi không có mạng",
  case: "Không có mạng: chỉ đọc được. Gửi, duyệt, trả lại, tải tệp và văn bản chờ đến khi có mạng.",
  caseLogs:
    "Không có mạng: đọc được và ghi được kết quả rèn luyện (máy tự gửi sau). Việc khác, tải tệp và văn bản chờ đến " +
    "khi có mạng.",
  noNetwork: "Việc này cần có mạng. Kiểm tra mạng rồi bấm “Thử kết nối lại”.",
  notHere:
    "Hồ sơ này chưa được lưu trên máy: máy chỉ giữ những hồ sơ mở gần đây, trừ hồ sơ phải giữ kín. Mở lại khi có mạng.",
  card: "Không có mạng: thẻ và mã QR vẫn dùng được; chữ ký trên mã do máy của người quét kiểm tra.",
  book: "Không có mạng: chỉ đọc được sổ của chính bạn như lúc mở gần nhất.",
  jobs: "Không có mạng: tiến độ có thể đã đổi. Tải tệp và hoàn tác chờ đến khi có mạng.",
};

export const queue = {
  title: "Hàng chờ gửi",
  banner: (count: number) => `${count} mục chờ gửi khi có mạng.`,
  open: "Xem hàng chờ",
  kept: "Đã lưu trên máy, chưa gửi. Máy tự gửi khi có mạng.",
  fullTitle: "Máy hết chỗ lưu",
  full: "Chưa giữ được phần này. Để nguyên màn hình và gửi lại khi có mạng.",
  waits: "Chờ gửi",
  refused: "Chưa gửi được",
  since: (when: string) => `ghi ${when}`,
  sendNow: "Gửi ngay",
  again: "Gửi lại",
  againOf: (what: string) => `Gửi lại: ${what}`,
  drop: "Bỏ",
  dropped: "Đã bỏ, không gửi nữa.",
  dropOf: (what: string) => `Bỏ mục chờ gửi: ${what}`,
  sent: (title: string) => `Máy chủ đã nhận: ${title}.`,
  empty: "Không có mục nào chờ gửi.",
  emptyText: "Kết quả ghi khi mất mạng nằm ở đây đến khi máy chủ nhận.",
  leaveTitle: "Đăng xuất khi còn mục chưa gửi?",
  leave: (count: number) => `${count} mục chờ gửi sẽ bị xoá khỏi máy này. Có mạng thì chờ gửi xong rồi đăng xuất.`,
  leaveAct: "Đăng xuất và xoá",
};

export const fields = {
  day: "dd/mm/yyyy",
  dayHint: "Nhập dd/mm/yyyy; gõ liền 8 chữ số cũng được.",
  month: "mm/yyyy",
  noSuchDay: (typed: string) => `“${typed}” không phải là ngày có trong lịch. Nhập theo dạng dd/mm/yyyy.`,
  noSuchMonth: (typed: string) => `“${typed}” không phải là tháng có trong lịch. Nhập theo dạng mm/yyyy.`,
  today: "Hôm nay",
  todayFor: (title: string) => `Hôm nay, cho ô ${title}`,
  suggestedFor: (label: string, on: string, title: string) => `${label}, ${on}, cho ô ${title}`,
  monthHint: "Nhập tháng và năm, ví dụ 11/2026.",
  more: (label: string) => `Thêm một ${label}`,
  less: (label: string) => `Bớt một ${label}`,
  searchPerson: "Gõ họ tên hoặc mã đoàn viên",
  searchUnit: "Gõ tên đơn vị",
  fileAgain: (name: string) => `Gửi lại ${name}`,
  fileRemove: "Bỏ tệp",
  filePick: "Chọn tệp",
  fileWaits: "Tệp giữ trên máy, gửi cùng khi có mạng.",
  uploading: "Đang gửi tệp…",
  addOwnRow: "Thêm nội dung khác",
  proposed: "Chọn trong danh mục",
  addRow: "Thêm dòng",
  removeRow: (index: number) => `Bỏ dòng ${index}`,
  row: (title: string, index: number) => `${title}, dòng ${index}`,
  rowsFull: (most: number) => `Đã đủ ${most} dòng.`,
  votes: "Kết quả biểu quyết",
};
