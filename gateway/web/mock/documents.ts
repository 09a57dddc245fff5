import { HOME, id, units } from "./data.ts";

const unit = { id: HOME.grassroots, name: units.get(HOME.grassroots)!.name, level: "GRASSROOTS" };

const text = `BCH ĐOÀN XÃ TÂN MỸ                    ĐOÀN TNCS HỒ CHÍ MINH
        ***
   Số: 12-QĐ/ĐTN                    Tân Mỹ, ngày 24 tháng 11 năm 2026

QUYẾT ĐỊNH
về việc chuẩn y kết nạp đoàn viên

BAN CHẤP HÀNH ĐOÀN XÃ TÂN MỸ

Căn cứ Điều lệ Đoàn TNCS Hồ Chí Minh khoá XII;
Xét Nghị quyết số 04-NQ/CĐ ngày 20/11/2026 của Chi đoàn thôn Đồng Vàng về việc đề nghị kết nạp đoàn viên,

QUYẾT ĐỊNH:

Điều 1. Chuẩn y kết nạp đồng chí Nguyễn Thu Hà, sinh ngày 03/02/2010, vào Đoàn TNCS Hồ Chí Minh.

Điều 2. Đồng chí Nguyễn Thu Hà sinh hoạt tại Chi đoàn thôn Đồng Vàng, mã đoàn viên 240126000017.

Điều 3. Chi đoàn thôn Đồng Vàng và đồng chí có tên ở Điều 1 chịu trách nhiệm thi hành Quyết định này.

TM. BAN CHẤP HÀNH
BÍ THƯ

Phạm Văn Minh`;

const STATES: [string, string][] = [
  ["in_force", "Có hiệu lực"],
  ["in_force", "Có hiệu lực"],
  ["issued", "Đã cấp số"],
  ["cancelled", "Đã huỷ số"],
];

export const documents = Array.from({ length: 34 }, (_, at) => {
  const [state, state_title] = STATES[at % 17 === 5 ? 3 : at === 0 ? 2 : 0]!;
  const isDecision = at !== 1;
  return {
    id: id(5, 0, 0, 0, at + 1),
    template: isDecision ? "T03" : "T02",
    kind: isDecision ? "QĐ" : "NQ",
    number: isDecision ? `${String(34 - at).padStart(2, "0")}-QĐ/ĐTN` : "04-NQ/CĐ",
    ordinal: 34 - at,
    term: "2022-2027",
    title: isDecision ? "Quyết định chuẩn y kết nạp đoàn viên" : "Nghị quyết đề nghị kết nạp đoàn viên",
    on: `2026-11-${String(24 - (at % 20)).padStart(2, "0")}`,
    unit,
    signer: "Phạm Văn Minh",
    state,
    state_title,
    cancelled_reason: state === "cancelled" ? "Ghi sai họ tên" : null,
  };
});

export const unitActs = [
  {
    id: id(8, 1),
    kind: "RENAMED",
    title: "Đổi tên từ Đoàn xã Tân An thành Đoàn xã Tân Mỹ",
    on: "2026-03-26",
    decision_no: documents[2]!.number,
    decision_on: documents[2]!.on,
    document_id: documents[2]!.id,
  },
  {
    id: id(8, 2),
    kind: "FOUNDED",
    title: "Thành lập, trực thuộc Huyện đoàn Yên Dũng",
    on: "1998-03-26",
    decision_no: "07-QĐ/HĐTN",
    decision_on: null,
    document_id: null,
  },
];

export const document = (wanted: string) => {
  const found = documents.find((one) => one.id === wanted);
  return (
    found && {
      ...found,
      content: {},
      case_ids: [id(4, 0, 0, 0, 3)],
      text,
      verify_url: "/xt/8JK2M9QP4T7V",
      issued_at: "2026-11-24T08:42:00Z",
    }
  );
};
