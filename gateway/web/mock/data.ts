/** A small, faithful province for working on screens without the services. Nothing here is shipped. */

export const DISTRICTS = [
  "Thành đoàn Bắc Giang",
  "Huyện đoàn Việt Yên",
  "Huyện đoàn Yên Dũng",
  "Huyện đoàn Lạng Giang",
  "Huyện đoàn Lục Nam",
  "Huyện đoàn Lục Ngạn",
  "Huyện đoàn Sơn Động",
  "Huyện đoàn Yên Thế",
  "Huyện đoàn Tân Yên",
  "Huyện đoàn Hiệp Hoà",
  "Đoàn Khối các cơ quan tỉnh",
  "Đoàn Khối Doanh nghiệp tỉnh",
  "Đoàn Thanh niên Công an tỉnh",
  "Ban Thanh niên Quân đội tỉnh",
  "Đoàn Trường ĐH Nông – Lâm Bắc Giang",
  "Đoàn Trường CĐ Ngô Gia Tự",
  "Đoàn Trường CĐ Y tế",
  "Đoàn Trường CĐ Kỹ thuật công nghiệp",
];
const COMMUNES = [
  "Tân Mỹ",
  "Song Mai",
  "Đa Mai",
  "Xương Giang",
  "Ngô Quyền",
  "Đồng Sơn",
  "Tân Tiến",
  "Song Khê",
  "Dĩnh Trì",
  "Dĩnh Kế",
  "Thọ Xương",
  "Lê Lợi",
  "Hoàng Văn Thụ",
  "Trần Phú",
  "Mỹ Độ",
  "Trần Nguyên Hãn",
  "Quang Châu",
  "Vân Trung",
  "Tăng Tiến",
  "Hồng Thái",
  "Việt Tiến",
  "Thượng Lan",
  "Minh Đức",
  "Nghĩa Trung",
  "Bích Sơn",
  "Ninh Sơn",
  "Vân Hà",
];
const VILLAGES = [
  "Đồng Vàng",
  "Mỹ Cầu",
  "Tân Phượng",
  "Lực",
  "Ba Đa",
  "Đọ",
  "Văn Sơn",
  "Tự Nhiên",
  "Hồng Thái",
  "Thanh Mai",
];
const FAMILY = [
  "Nguyễn",
  "Nguyễn",
  "Nguyễn",
  "Trần",
  "Lê",
  "Phạm",
  "Hoàng",
  "Vũ",
  "Đặng",
  "Bùi",
  "Đỗ",
  "Dương",
  "Giáp",
  "Thân",
  "Ngô",
  "Nông",
  "Lăng",
];
const MIDDLE = {
  male: ["Văn", "Đức", "Minh", "Quang", "Hữu", "Xuân", "Thành"],
  female: ["Thị", "Thu", "Ngọc", "Thanh", "Khánh", "Phương", "Thị Hồng"],
};
const GIVEN = {
  male: [
    "An",
    "Bình",
    "Cường",
    "Dũng",
    "Đức",
    "Hải",
    "Hùng",
    "Khánh",
    "Long",
    "Minh",
    "Nam",
    "Phúc",
    "Quân",
    "Sơn",
    "Tuấn",
    "Việt",
  ],
  female: [
    "Anh",
    "Chi",
    "Dung",
    "Hà",
    "Hạnh",
    "Hiền",
    "Hoa",
    "Hương",
    "Lan",
    "Linh",
    "Mai",
    "Nga",
    "Ngân",
    "Trang",
    "Uyên",
    "Yến",
  ],
};

/** The same number for the same seed, between 0 and 1. */
export function chance(seed: number): number {
  const x = Math.sin(seed * 12.9898) * 43758.5453;
  return x - Math.floor(x);
}

const pick = <T>(from: T[], seed: number): T => from[Math.floor(chance(seed) * from.length)]!;

export function person(seed: number) {
  const sex = chance(seed) < 0.52 ? ("female" as const) : ("male" as const);
  return {
    sex,
    full_name: [pick(FAMILY, seed + 1), pick(MIDDLE[sex], seed + 2), pick(GIVEN[sex], seed + 3)].join(" "),
  };
}

/** Ids read as the API's and tell the mock what they stand for. */
export function id(kind: number, ...parts: number[]): string {
  const hex = (value: number | undefined, digits: number) => (value ?? 0).toString(16).padStart(digits, "0");
  return `0192${hex(kind, 4)}-${hex(parts[0], 4)}-7${hex(parts[1], 3)}-8${hex(parts[2], 3)}-${hex(parts[3], 12)}`;
}

export interface MockUnit {
  id: string;
  code: string;
  name: string;
  level: string;
  kind: string;
  kind_title: string;
  parent_id: string | null;
  parent_name: string | null;
  member_count: number;
  child_count: number;
}

export const units = new Map<string, MockUnit>();
const children = new Map<string, string[]>();

function add(
  parent: MockUnit | null,
  own: Omit<MockUnit, "parent_id" | "parent_name" | "member_count" | "child_count">,
): MockUnit {
  const unit = {
    ...own,
    parent_id: parent?.id ?? null,
    parent_name: parent?.name ?? null,
    member_count: 0,
    child_count: 0,
  };
  units.set(unit.id, unit);
  if (parent) {
    children.set(parent.id, [...(children.get(parent.id) ?? []), unit.id]);
    parent.child_count += 1;
  }
  return unit;
}

function build(): void {
  const root = add(null, {
    id: id(1, 0),
    code: "24",
    name: "Tỉnh đoàn Bắc Giang",
    level: "PROVINCE",
    kind: "TINH_DOAN",
    kind_title: "Tỉnh đoàn",
  });
  DISTRICTS.forEach((name, d) => {
    const district = add(root, {
      id: id(1, d + 1),
      code: `24-${String(d + 1).padStart(2, "0")}`,
      name,
      level: "DISTRICT",
      kind: "HUYEN_DOAN",
      kind_title: "Đoàn cấp huyện",
    });
    for (let g = 1; g <= 27; g++) {
      const place = COMMUNES[g - 1]!;
      const grassroots = add(district, {
        id: id(1, d + 1, g),
        code: `${district.code}-${String(g).padStart(3, "0")}`,
        name: `Đoàn xã ${place}`,
        level: "GRASSROOTS",
        kind: "DOAN_XA",
        kind_title: "Đoàn xã",
      });
      for (let c = 1; c <= 10; c++) {
        const chapter = add(grassroots, {
          id: id(1, d + 1, g, c),
          code: `${grassroots.code}-${String(c).padStart(2, "0")}`,
          name: `Chi đoàn thôn ${VILLAGES[c - 1]}`,
          level: "CHAPTER",
          kind: "DIA_BAN_DAN_CU",
          kind_title: "Chi đoàn địa bàn dân cư",
        });
        chapter.member_count = 11 + Math.floor(chance(d * 1000 + g * 10 + c) * 12);
        for (const above of [grassroots, district, root]) above.member_count += chapter.member_count;
      }
    }
  });
}
build();

export const childrenOf = (unitId: string): MockUnit[] =>
  (children.get(unitId) ?? []).map((child) => units.get(child)!);

export function pathOf(unit: MockUnit): { id: string; name: string; level: string }[] {
  const parent = unit.parent_id ? units.get(unit.parent_id)! : null;
  return [...(parent ? pathOf(parent) : []), { id: unit.id, name: unit.name, level: unit.level }];
}

export const HOME = { province: id(1, 0), district: id(1, 1), grassroots: id(1, 1, 1), chapter: id(1, 1, 1, 1) };

export const isBelow = (unitId: string, above: string) => pathOf(units.get(unitId)!).some((step) => step.id === above);
