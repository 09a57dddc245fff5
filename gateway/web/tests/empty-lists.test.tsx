import type { ComponentType } from "preact";
import { expect, test, vi } from "vitest";
import Campaigns from "../src/screens/campaigns/campaigns";
import CaseList from "../src/screens/cases/case-list";
import Documents from "../src/screens/documents/documents";
import Duplicates from "../src/screens/duplicates/duplicates";
import ArrearsList from "../src/screens/fees/fee-arrears";
import Receipts from "../src/screens/fees/fee-receipts";
import MemberList from "../src/screens/members/member-list";
import Tree from "../src/screens/units/unit-tree";
import { answering, aPage, json, press, root, show, texts } from "./page";

aPage();

const screens: [at: string, Screen: ComponentType, heading: string][] = [
  ["/ho-so", () => <CaseList />, "Chưa có hồ sơ nào"],
  ["/ho-so?q=lan", () => <CaseList />, "Không có hồ sơ nào khớp bộ lọc."],
  ["/van-ban", Documents, "Sổ văn bản còn trống."],
  ["/van-ban?loai=T03", Documents, "Không có văn bản nào khớp."],
  ["/doan-vien", () => <MemberList />, "Chưa có đoàn viên nào trong đơn vị này."],
  ["/doan-vien?q=lan", () => <MemberList />, "Không có đoàn viên nào khớp bộ lọc."],
  ["/dot", Campaigns, "Chưa có đợt nào."],
  ["/trung-lap", Duplicates, "Không có hồ sơ nào chờ so."],
  ["/trung-lap?xem=so-cccd", Duplicates, "Không có số CCCD nào trùng."],
  ["/doan-phi/u/no", () => <ArrearsList unitId="u" />, "Không ai nợ đoàn phí."],
  ["/doan-phi/u/no?q=lan", () => <ArrearsList unitId="u" />, "Không có đoàn viên nào khớp tên đã gõ."],
  ["/doan-phi/u/bien-lai", () => <Receipts unitId="u" />, "Chưa có biên lai nào trong năm."],
  ["/cay-don-vi?q=lan", Tree, "Không có đơn vị nào khớp."],
];

test.each(screens)("%s says that nothing is there", async (at, Screen, heading) => {
  answering(() => ({ items: [], next: null, total: 0 }));
  show(<Screen />, at);

  await vi.waitFor(() => expect(texts(".empty h2")).toEqual([heading]));
});

test.each(screens)("%s says why it could not be read, and reads again", async (at, Screen, heading) => {
  let works = false;
  answering(({ path }) =>
    works || path === "/processes"
      ? { items: [], next: null, total: 0 }
      : json({ title: "Máy chủ đang bận", detail: "Chờ một phút." }, 503),
  );
  show(<Screen />, at);
  await vi.waitFor(() => expect(texts('[role="alert"] strong')).toEqual(["Máy chủ đang bận"]));
  works = true;
  press("Thử lại");

  await vi.waitFor(() => expect(texts(".empty h2")).toEqual([heading]));
});

test.each(["/ho-so?q=lan&quy_trinh=p", "/van-ban?q=lan", "/doan-vien?q=lan"])(
  "%s leads out of its filter",
  async (at) => {
    const [, Screen] = screens.find(([known]) => known === at.split("?")[0])!;
    answering(() => ({ items: [], next: null, total: 0, states: [] }));
    show(<Screen />, at);
    await vi.waitFor(() => expect(root.querySelector(".empty button")).not.toBeNull());
    press("Bỏ mọi điều kiện");

    await vi.waitFor(() => expect(location.search).toBe(""));
  },
);
