import { useLocation } from "preact-iso";
import {
  ArrowRightLeft,
  Award,
  BookOpenCheck,
  FileText,
  GraduationCap,
  HandCoins,
  HandHeart,
  House,
  IdCard,
  MapPin,
  Medal,
  Plane,
  Star,
  UserMinus,
  UserPlus,
  type LucideIcon,
} from "lucide-preact";
import { Page } from "../../components/page";
import { Await, Empty } from "../../components/states";
import { withQuery } from "../../http/client";
import type { Member, ProcessItem } from "../../http/types";
import { slugOf } from "../../resources/slug";
import { useResource } from "../../resources/resource";
import { acting, me } from "../../resources/session";
import { caseStart as text } from "../../text/vi-cases";

/** A picture for each process that has one; a process of tomorrow gets a sheet of paper. */
const ICONS: Record<string, LucideIcon> = {
  admission: UserPlus,
  transfer: ArrowRightLeft,
  maturation: GraduationCap,
  removal: UserMinus,
  training: BookOpenCheck,
  evaluation: Star,
  honorary: HandHeart,
  outstanding: Medal,
  award: Award,
  away: Plane,
  residence: House,
  temporary: MapPin,
  card_reissue: IdCard,
  fee_exemption: HandCoins,
};

interface Tile {
  title: string;
  icon: LucideIcon;
  doors: ProcessItem[];
}

const DISCIPLINE = new Set(["discipline", "unit_discipline"]);

/**
 * The server's processes in the server's order; awards and discipline, of people and of units, share one tile with a
 * door each.
 */
export function tilesOf(items: ProcessItem[]): Tile[] {
  const tiles: Tile[] = [];
  for (const item of items) {
    if (item.may_open === false) continue;
    const pair = DISCIPLINE.has(item.code) ? tiles.find((tile) => tile.doors[0]?.code === "award") : undefined;
    if (pair) {
      pair.doors.push(item);
      pair.title = text.two;
    } else tiles.push({ title: item.title, icon: ICONS[item.code] ?? FileText, doors: [item] });
  }
  return tiles;
}

export default function CaseStart() {
  const { query } = useLocation();
  const unitId = query["don_vi"] ?? acting.value?.unit.id ?? me.value?.person.unit?.id;
  const found = useResource<{ items: ProcessItem[] }>(withQuery("/processes", { unit_id: unitId }));
  const subject = useResource<Member>(query["doan_vien"] ? `/members/${query["doan_vien"]}` : null).data;
  const link = (door: ProcessItem) =>
    withQuery(`/ho-so/moi/${slugOf(door.title)}`, { don_vi: query["don_vi"], doan_vien: query["doan_vien"] });
  return (
    <Page
      title={text.title}
      below={
        <>
          {subject && <p>{text.about(subject.full_name)}</p>}
          <p class="muted">{text.intro}</p>
        </>
      }
    >
      <Await of={found}>
        {({ items }) => {
          const tiles = tilesOf(items);
          if (tiles.length === 0) return <Empty drawing="flag" title={text.none} text={text.noneText} />;
          return (
            <ul class="tiles">
              {tiles.map((tile) => (
                <li key={tile.doors[0]!.code}>
                  <TileView tile={tile} link={link} />
                </li>
              ))}
            </ul>
          );
        }}
      </Await>
    </Page>
  );
}

function TileView({ tile, link }: { tile: Tile; link: (door: ProcessItem) => string }) {
  const picture = <tile.icon size={28} aria-hidden="true" />;
  if (tile.doors.length === 1) {
    return (
      <a class="tile" href={link(tile.doors[0]!)}>
        {picture}
        <span>{tile.title}</span>
      </a>
    );
  }
  return (
    <div class="tile tile-two">
      {picture}
      <span>{tile.title}</span>
      <span class="tile-doors">
        {tile.doors.map((door) => (
          <a key={door.code} href={link(door)}>
            {door.title}
          </a>
        ))}
      </span>
    </div>
  );
}
