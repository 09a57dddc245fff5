import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { ChevronLeft, Eye, Printer } from "lucide-preact";
import { KeptNotice } from "../../components/kept-notice";
import { Page } from "../../components/page";
import { Breadcrumb } from "../../components/parts";
import { Await } from "../../components/states";
import { withQuery } from "../../http/client";
import type { Book } from "../../resources/figures";
import { notify } from "../../resources/notices";
import { useResource } from "../../resources/resource";
import { kept } from "../../text/vi";
import { memberBook as text } from "./vi";
import { BookPages } from "./book-pages";
import { memberUrl } from "./member-rows";

/**
 * A member's book as it lies open: two pages beside each other on a desk, one below the other on a phone and A4
 * lengthwise on paper.
 */
export default function BookScreen() {
  const id = useRoute().params["ma"] ?? "";
  const [isRevealed, setRevealed] = useState(false);
  const masked = useResource<Book>(`/members/${id}/book`);
  const revealed = useResource<Book>(isRevealed ? withQuery(`/members/${id}/book`, { reveal: "all" }) : null);
  const book = revealed.data ?? masked.data;
  if (!book) {
    return (
      <Page title={text.title} failed={!!masked.error}>
        <Await of={masked}>{() => null}</Await>
      </Page>
    );
  }
  const reveal = () => {
    setRevealed(true);
    notify(text.revealed, "info");
  };
  return (
    <Page
      title={text.of(book.member.full_name)}
      wide
      above={book.member.unit && <Breadcrumb path={[book.member.unit]} />}
      actions={<Actions book={book} onReveal={reveal} />}
    >
      <KeptNotice at={masked.keptAt} limits={kept.book} onRetry={masked.reload} />
      <BookPages book={book} />
    </Page>
  );
}

function Actions({ book, onReveal }: { book: Book; onReveal: () => void }) {
  const hasHidden = book.member.groups.some((group) => group.masked);
  const mayReveal = book.member.groups.every((group) => !group.masked || group.can_reveal);
  return (
    <>
      <a class="button" href={memberUrl(book.member)}>
        <ChevronLeft size={20} aria-hidden="true" /> {text.back}
      </a>
      {hasHidden && mayReveal && (
        <button type="button" class="button" onClick={onReveal}>
          <Eye size={20} aria-hidden="true" /> {text.reveal}
        </button>
      )}
      <button type="button" class="button" onClick={() => print()}>
        <Printer size={20} aria-hidden="true" /> {text.print}
      </button>
    </>
  );
}
