// The types of the scripts, kept here as pages need none of it. What is a type in a script's comment
// and none of the browser's is declared here, and what Sphinx's own scripts define.

/** An element of a selector: its last tag tells of which kind. */
type Found<Selector extends string> =
  Selector extends `${string}:checked` ? HTMLInputElement
  : Selector extends `${string} ${infer Last}` ? Found<Last>
  : Selector extends `${infer Tag}${"." | "[" | ":"}${string}` ? Found<Tag>
  : { dataset: Record<string, string> } &
    (Selector extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[Selector] : HTMLElement);
interface ParentNode {
  querySelectorAll<Selector extends string>(selector: Selector): Iterable<Found<Selector>>;
}

/** All elements of a selector within one, or in the page. */
type All = <Selector extends string>(selector: Selector, within?: ParentNode) => Found<Selector>[];

/** A row of an index. */
type Row = Found<"[data-names]">;
type OfRow = (row: Row) => void;
/** The place of a row in the order of a language. */
type Rank = (row: Row) => number;
/** The words that are looked for, each with what it may become. */
type Words = string[][];
/** The names of each row, as they are compared; undefined before anything was looked for. */
type Names = string[] | undefined;
/** Whether a text has one of some words. */
type Has = (loose: string, either: string[]) => boolean;
/** Whether a part of a text has one. */
type Part = (start: number, end?: number) => boolean;
type Mark = (text: Text) => void;
/** What is done with the group that the address leads to left in sight. */
type Aim = (aim?: Element | null) => void;
type Fold = (isFolded: boolean) => void;

/** The least number from low to high that fits; so do all above it. */
type Least = (low: number, high: number, fits: (number: number) => boolean) => number;

/** Title, category, short definition, title in the source language and status, as HTML. */
type Preview = [title: string, category: string, definition: string, source?: string, status?: string];
/** What a preview file holds, by "page#id": a preview, or the "page#id" where it is. */
type Previews = Record<string, Preview | string>;
/** The preview files, by number: asked for, or null where one could not be had. */
type Files = (Promise<Previews | null> | null)[];

/** What the reader is about. */
type Reader = {
  /** The link whose preview is shown. */
  current?: HTMLAnchorElement | null;
  /** The link whose preview is shown soon. */
  wanted?: HTMLAnchorElement | null;
  /** The link whose preview was dismissed, or its loading, until the pointer has left it. */
  dismissed?: HTMLAnchorElement | null;
  timer?: number;
  isTouch?: boolean;
};
type NameOf = (link: HTMLAnchorElement) => string;
type Load = (name: string) => Promise<Preview | undefined>;
/** Show the preview of a link after a delay; without one, follow the link if there is none in time. */
type Open = (link: HTMLAnchorElement, delay: number) => Promise<void>;
/**
 * The link that an event's target stands in, if it is to show a preview: not if it stands next to its
 * definition, or only leads through the glossary.
 */
type LinkAt = (target: any) => HTMLAnchorElement | null | undefined;
type Notice = (event: { target: any; type: string; pointerType?: string; buttons?: number }) => void;

interface WindowEventMap {
  [file: `glossterm-${number}`]: CustomEvent<Previews>;
}

// Our forms hold no files.
interface FormData {
  [Symbol.iterator](): FormDataIterator<[string, string]>;
}

// Of Sphinx's language_data.js and searchtools.js.
interface Window {
  Stemmer: new () => { stemWord(word: string): string };
  /** An array up to Sphinx 8, a set from 9 on. */
  stopwords: Iterable<string>;
  splitQuery(query: string): string[];
  PorterStemmer?: Window["Stemmer"];
  /** A folded word without its Hindi ending. */
  withoutEnding?(folded: string): string;
  EnglishStemmer?: Window["Stemmer"];
}

/** A search result: docname, title, "#id" or nothing, description, score, file name, kind. */
type SearchRow = [string, string, string, string | null, number, string, string];
declare const Documentation: {
  TRANSLATIONS: Record<string, string | string[]>;
  PLURAL_EXPR(count: number): number | boolean;
  gettext(text: string): string;
  ngettext(singular: string, plural: string, count: number): string;
};
declare const Search: {
  _index: {
    docnames: string[];
    titles: string[];
    /** By what stands before a name's last dot: page, type, priority, id and the rest of the name. */
    objects: Record<string, [number, number, number, string, string][]>;
    /** Domain, type and what that is called. */
    objnames: Record<number, [string, string, string]>;
  };
  output: HTMLElement;
  _performSearch(query: string, ...terms: unknown[]): SearchRow[];
  makeSearchSummary(html: string, words: Iterable<string>, id: string): HTMLElement | null;
};
declare const _escapeHTML: undefined | ((text: string) => string);
