import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Emblem } from "../../components/drawings";
import { Facts } from "../../components/parts";
import { birth, count, day } from "../../format";
import type { Member, MemberField, MemberGroup } from "../../http/types";
import type { Book, BookLine, BookYear } from "../../resources/figures";
import { common } from "../../text/vi";
import { fees as feeText } from "../../text/vi-fees";
import { memberBook as text } from "./vi";
import { reports } from "../../text/vi-reports";

/** Leaves of the book, two pages each. */
export function BookPages({ book }: { book: Book }) {
  const { member } = book;
  const half = Math.ceil(member.groups.length / 2);
  return (
    <div class="book-open">
      <Leaf>
        <Cover book={book} />
        <Sheet title={text.self}>
          <Groups groups={member.groups.slice(0, half)} />
        </Sheet>
      </Leaf>
      <Leaf>
        <Sheet title={text.self}>
          <Groups groups={member.groups.slice(half)} />
        </Sheet>
        <Sheet title={text.transfers}>
          <Lines lines={book.transfers} />
          {book.fees && <Fees fees={book.fees} />}
        </Sheet>
      </Leaf>
      <Leaf>
        <Sheet title={text.years}>
          <Years years={book.years} />
        </Sheet>
        <Sheet title={text.awards}>
          <Lines lines={book.awards} />
          <h3>{text.offices}</h3>
          <Lines lines={book.offices} />
        </Sheet>
      </Leaf>
      <Leaf>
        {book.discipline && (
          <Sheet title={text.discipline}>
            <Lines lines={book.discipline} />
          </Sheet>
        )}
        <Sheet title={text.links}>
          <Lines lines={book.links} />
          <p class="print-only caption">{text.printed(day(book.printed_on))}</p>
        </Sheet>
      </Leaf>
      <Course book={book} />
    </div>
  );
}

function Leaf({ children }: { children: ComponentChildren }) {
  return <div class="book-leaf">{children}</div>;
}

function Sheet({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="book-page">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Cover({ book: { member, keeper } }: { book: Book }) {
  return (
    <section class="book-page book-cover">
      <p class="book-union">{reports.union}</p>
      <Emblem size={72} />
      <h2>{text.title}</h2>
      <p class="book-name">{member.full_name}</p>
      <Facts
        items={[
          [text.code, member.code],
          [text.cardNo, member.card_no],
          [text.chapter, member.unit?.name],
          [text.keeper, keeper?.name],
          [birthTitle(member), birth(member.born_on, member.born_precision)],
        ]}
      />
    </section>
  );
}

const birthTitle = (member: Member) =>
  member.groups.flatMap((group) => group.fields).find((field) => field.code === "birth_date")?.title ?? "";

const said = (field: MemberField) =>
  field.display || (field.value === null || field.value === undefined ? "" : String(field.value));

/** What the file says, and what it still owes; lines that may stay blank are left out. */
function Groups({ groups }: { groups: MemberGroup[] }) {
  const told = groups.map((group) => ({
    ...group,
    fields: group.fields.filter((field) => field.missing || said(field)),
  }));
  return (
    <>
      {told
        .filter((group) => group.fields.length > 0)
        .map((group) => (
          <div key={group.code} class="book-group">
            <h3>{group.title}</h3>
            <dl class="book-fields">
              {group.fields.map((field) => (
                <div key={field.code}>
                  <dt>{field.title}</dt>
                  <dd class={group.masked ? "masked" : undefined}>{said(field) || common.notFilled}</dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
    </>
  );
}

function Fees({ fees }: { fees: NonNullable<Book["fees"]> }) {
  return (
    <>
      <h3>{text.fees}</h3>
      <Facts
        items={[
          [text.paidUntil, day(fees.paid_until).slice(3) || text.none],
          [text.monthly, feeText.money(count(fees.monthly))],
          [
            text.owed,
            fees.owed_months > 0
              ? text.owedMonths(fees.owed_months, feeText.money(count(fees.owed_amount)))
              : text.owesNothing,
          ],
        ]}
      />
    </>
  );
}

function Years({ years }: { years: BookYear[] }) {
  if (years.length === 0) return <p class="muted">{text.none}</p>;
  return (
    <ol class="book-years">
      {years.map((year) => (
        <li key={year.year}>
          <h3>
            {text.year} {year.year}
          </h3>
          <Facts
            items={[
              [text.rating, year.rating],
              [text.selfRating, year.self_rating],
              [text.training, year.training],
              [text.attendance, year.attendance],
              [text.comment, year.comment],
            ]}
          />
          {year.other_comments.map((comment) => (
            <p key={comment} class="quote">
              {comment}
            </p>
          ))}
        </li>
      ))}
    </ol>
  );
}

function Lines({ lines }: { lines: BookLine[] }) {
  if (lines.length === 0) return <p class="muted">{text.none}</p>;
  return (
    <ol class="book-lines">
      {lines.map((line, index) => (
        <li key={index} class={line.is_void ? "is-void" : undefined}>
          <p class="timeline-when">
            {line.until !== undefined && line.until !== null ? text.span(day(line.on), day(line.until)) : day(line.on)}
          </p>
          <div>
            <p>{line.title}</p>
            {line.detail && <p class="caption">{line.detail}</p>}
            {line.number && (
              <p class="caption">
                {line.document_id ? <a href={`/van-ban/${line.document_id}`}>{line.number}</a> : line.number}
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** Everything that happened, narrowed by kind; on paper the pages before it say the same. */
function Course({ book }: { book: Book }) {
  const [kind, setKind] = useState("");
  const shown = kind ? book.timeline.filter((line) => line.kind === kind) : book.timeline;
  return (
    <section class="book-page book-course">
      <h2>{text.timeline}</h2>
      {book.kinds.length > 1 && (
        <div class="chips" role="group" aria-label={text.kinds}>
          {[{ code: "", title: text.all, count: book.timeline.length }, ...book.kinds].map((one) => (
            <button
              key={one.code}
              type="button"
              class="chip-button"
              aria-pressed={kind === one.code}
              onClick={() => setKind(one.code)}
            >
              {one.title} ({one.count})
            </button>
          ))}
        </div>
      )}
      <Lines lines={shown} />
    </section>
  );
}
