import { chance, HOME, id, isBelow, person, units } from "./data.ts";
import { folded } from "./fold.ts";

const CHAPTERS = [...units.values()]
  .filter((unit) => unit.level === "CHAPTER" && isBelow(unit.id, HOME.district))
  .slice(0, 60);

export interface MockMember {
  id: string;
  code: string;
  full_name: string;
  born_on: string;
  born_precision: "day" | "year";
  sex: "male" | "female";
  status: string;
  status_title: string;
  unit: { id: string; name: string; level: string };
  card_no: string | null;
  completeness: number;
  flags: string[];
}

const STATUS: Record<string, string> = {
  ACTIVE: "Đang sinh hoạt",
  IN_TRANSIT: "Đang chuyển",
  MATURED: "Đã trưởng thành",
  STRUCK_OFF: "Đã xoá tên",
};

function make(n: number, unit: (typeof CHAPTERS)[number]): MockMember {
  const { sex, full_name } = person(n * 7 + 3);
  const year = 1995 + Math.floor(chance(n * 5) * 15);
  const upTo = (most: number, seed: number) => String(1 + Math.floor(chance(seed) * most)).padStart(2, "0");
  const day = `${upTo(12, n * 3)}-${upTo(28, n * 9)}`;
  const roll = chance(n * 13);
  const status = roll < 0.93 ? "ACTIVE" : roll < 0.96 ? "IN_TRANSIT" : roll < 0.985 ? "MATURED" : "STRUCK_OFF";
  const code = `2401${String(year + 16).slice(2)}${String(n).padStart(5, "0")}${n % 10}`;
  return {
    id: id(2, 0, 0, 0, n),
    code,
    full_name,
    born_on: `${year}-${day}`,
    born_precision: n % 29 === 0 ? "year" : "day",
    sex,
    status,
    status_title: STATUS[status]!,
    unit: { id: unit.id, name: unit.name, level: unit.level },
    card_no: code,
    completeness: 40 + Math.floor(chance(n * 17) * 60),
    flags: roll < 0.2 ? ["away"] : [],
  };
}

export const members: MockMember[] = [];
CHAPTERS.forEach((chapter) => {
  for (let at = 0; at < chapter.member_count; at++) members.push(make(members.length + 1, chapter));
});
Object.assign(members[0]!, {
  full_name: "Nguyễn Thị Lan",
  sex: "female",
  born_on: "1995-03-02",
  status: "ACTIVE",
  status_title: STATUS["ACTIVE"],
  flags: [],
  completeness: 92,
});
Object.assign(members[4]!, {
  full_name: "Nguyễn Văn Đức",
  sex: "male",
  status: "ACTIVE",
  status_title: STATUS["ACTIVE"],
});

const sortKey = (name: string) => {
  const words = folded(name).split(" ");
  return [words.at(-1), ...words.slice(0, -1)].join(" ");
};

export function find(query: URLSearchParams): MockMember[] {
  const words = folded(query.get("q") ?? "")
    .split(/\s+/)
    .filter(Boolean);
  const unitId = query.get("unit_id");
  const found = members.filter((member) => {
    const text = `${folded(member.full_name)} ${member.code} ${member.born_on.split("-").reverse().join("/")}`;
    if (!words.every((word) => text.includes(word))) return false;
    if (unitId && !isBelow(member.unit.id, unitId)) return false;
    if (query.get("status") && member.status !== query.get("status")) return false;
    if (query.get("flag") && !member.flags.includes(query.get("flag")!)) return false;
    return !query.get("sex") || member.sex === query.get("sex");
  });
  const sort = query.get("sort") ?? "name";
  const key = (member: MockMember) => (sort.endsWith("born_on") ? member.born_on : sortKey(member.full_name));
  return found.sort((a, b) => key(a).localeCompare(key(b)) * (sort.startsWith("-") ? -1 : 1));
}

const field = (code: string, title: string, value: string | null, more: object = {}) => ({
  code,
  title,
  kind: "text",
  value,
  display: value ?? "",
  missing: value === null,
  needed: value === null,
  editable: true,
  ...more,
});

export function detail(member: MockMember, reveal: string[], isOwn: boolean) {
  const hidden = (code: string) => !isOwn && !reveal.includes(code);
  const group = (code: string, title: string, sensitive: boolean, fields: ReturnType<typeof field>[]) => ({
    code,
    title,
    sensitive,
    masked: sensitive && hidden(code),
    can_reveal: sensitive && hidden(code),
    fields:
      sensitive && hidden(code)
        ? fields.map((one) => ({ ...one, value: null, display: one.display ? "•••" : "", editable: false }))
        : fields,
  });
  const [year, month, day] = member.born_on.split("-");
  return {
    ...member,
    joined_on: `${Number(year) + 16}-03-26`,
    version: 3,
    positions:
      member.id === members[0]!.id
        ? [
            {
              id: id(3, 1),
              role: "CHAPTER_OFFICER",
              code: "BT",
              title: "Bí thư",
              unit: member.unit,
              until: "2027-09-30",
            },
          ]
        : [],
    allowed_actions: [
      { action: "update_member", label: "Sửa hồ sơ" },
      { action: "view_card", label: "Thẻ đoàn viên" },
      { action: "invite", label: "Mời dùng tài khoản" },
    ],
    warnings:
      member.completeness < 60
        ? [
            {
              code: "incomplete",
              text: "Hồ sơ còn thiếu: số CCCD, dân tộc, trình độ học vấn.",
              mend: "Bổ sung các mục còn thiếu.",
            },
          ]
        : [],
    groups: [
      group("identity", "Nhân thân", false, [
        field("full_name", "Họ và tên khai sinh", member.full_name, { kind: "name" }),
        field("other_names", "Các tên gọi khác", null),
        field("sex", "Giới tính", member.sex, {
          kind: "sex",
          display: member.sex === "male" ? "Nam" : "Nữ",
          choices: [
            { code: "male", label: "Nam" },
            { code: "female", label: "Nữ" },
          ],
        }),
        field("birth_date", "Ngày sinh", member.born_on, { kind: "birth", display: `${day}/${month}/${year}` }),
        field("native_place", "Quê quán", "Xã Tân Mỹ, thành phố Bắc Giang, Bắc Giang"),
      ]),
      group("papers", "Giấy tờ tuỳ thân", true, [
        field("citizen_id", "Số CCCD", "024205001234"),
        field("citizen_id_date", "Ngày cấp CCCD", "2021-05-10", { display: "10/05/2021" }),
      ]),
      group("contact", "Liên hệ", true, [
        field("phone", "Số điện thoại", "0912345678"),
        field("email", "Email", null),
        field("permanent_address", "Nơi thường trú", "Thôn Đồng Vàng, xã Tân Mỹ"),
      ]),
      group("background", "Thành phần, sức khoẻ", true, [
        field("ethnicity", "Dân tộc", "1", { display: "Kinh" }),
        field("religion", "Tôn giáo", "0", { display: "Không" }),
        field("health", "Tình trạng sức khoẻ", "good", { display: "Tốt" }),
      ]),
      group("work", "Học tập, công tác", false, [
        field("occupation", "Nghề nghiệp", "cong_nhan", { display: "Công nhân" }),
        field("member_category", "Đối tượng đoàn viên", "dan_cu", { display: "Địa bàn dân cư" }),
        field("general_education", "Trình độ học vấn", "12/12"),
        field("workplace", "Nơi công tác, học tập", "Công ty may Hà Bắc"),
      ]),
      group("union", "Đoàn", false, [
        field("union_join_date", "Ngày vào Đoàn", `${Number(year) + 16}-03-26`, {
          display: `26/03/${Number(year) + 16}`,
        }),
        field("union_join_place", "Nơi vào Đoàn", "Trường THPT Chuyên Bắc Giang"),
        field("card_no", "Số thẻ đoàn viên", member.card_no),
      ]),
      group("party", "Đảng", true, [field("party_candidate", "Đối tượng Đảng", null)]),
    ],
  };
}

export const filters = {
  status: Object.entries(STATUS).map(([code, label]) => ({ code, label })),
  sex: [
    { code: "male", label: "Nam" },
    { code: "female", label: "Nữ" },
  ],
  category: [
    { code: "HS_THPT", label: "Học sinh THPT" },
    { code: "CONG_NHAN", label: "Công nhân" },
    { code: "DAN_CU", label: "Nông dân, địa bàn dân cư" },
  ],
  missing: [
    { code: "any", label: "Thiếu bất kỳ mục nào" },
    { code: "citizen_id", label: "Số CCCD" },
  ],
  flag: [
    { code: "away", label: "Đi làm ăn xa" },
    { code: "unconfirmed", label: "Chờ xác nhận" },
  ],
  sort: [],
};

export const timeline = (member: MockMember) => [
  {
    kind: "evaluation",
    title: "Xếp loại năm 2025: Hoàn thành tốt",
    on: "2025-12-15",
    detail: null,
    number: "21-QĐ/ĐTN",
  },
  {
    kind: "award",
    title: "Giấy khen của Thành đoàn Bắc Giang",
    on: "2025-03-26",
    detail: "Thành tích trong Tháng Thanh niên",
    number: "45-QĐKT/HĐTN",
  },
  {
    kind: "transfer",
    title: `Chuyển đến ${member.unit.name}`,
    on: "2023-08-10",
    detail: "Từ Chi đoàn 12A3, Trường THPT Ngô Sĩ Liên",
    number: "07-GT/ĐTN",
  },
  {
    kind: "admission",
    title: "Chuẩn y kết nạp đoàn viên",
    on: `${Number(member.born_on.slice(0, 4)) + 16}-03-26`,
    detail: "Hồ sơ KN-2011-0032",
    number: "03-QĐ/ĐTN",
  },
];
