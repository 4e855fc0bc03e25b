/**
 * Words of a query, as words.py makes them of a page: this is its twin, step by step, and whatever
 * changes in one must change in the other. It is put into Sphinx's language_data.js, a classic script,
 * after `stopwords`, the stemmer of the site's language (as `Stemmer`), and Hindi's where it is wanted.
 */
{
  /** @type {{stemWord: (word: string) => string}} */
  const own = new window.Stemmer();
  const isPorter = typeof window.PorterStemmer !== "undefined";

  // A letter, digit or underscore, then also marks of any script, and joiners.
  const WORD = /[\p{L}\p{N}_][\p{L}\p{N}\p{M}_\u200c\u200d]*/gu;
  const RUN =
    /([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3ffff}]+)/u;
  const UNSEEN = /[\u00ad\u2060\ufeff\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
  const OPTIONAL = /[\u0640\u064b-\u0652\u0670\u093c\u09bc\u0a3c\u0abc\u0b3c\u200c\u200d]/g;
  const DEVANAGARI = /[\u0900-\u097f]/;
  const LATIN = /^[0-9a-z_\u00df-\u024f\u0300-\u036f]+$/;
  const NUMBER = /^[0-9]+$/;
  const NASAL =
    /ङ्(?=[क-ङ])|ञ्(?=[च-ञ])|ण्(?=[ट-ण])|न्(?=[क-घच-झट-ढत-नप-भश-स])|म्(?=[प-म])/g;
  const CHANDRABINDU = /\u0901/g;
  const ANUSVARA = "\u0902";
  const DIGIT = /[०-९]/g;

  /**
   * A word's one spelling.
   * @param {string} word
   * @returns {string}
   */
  const fold = (word) =>
    word
      .toLowerCase()
      .normalize("NFD")
      .replace(OPTIONAL, "")
      .normalize("NFC")
      .replace(CHANDRABINDU, ANUSVARA)
      .replace(DIGIT, (digit) => String("०१२३४५६७८९".indexOf(digit)))
      .replace(NASAL, ANUSVARA);

  /**
   * A bare number in Devanagari digits: the page looks for none in ASCII digits.
   * @param {string} word
   * @returns {string}
   */
  const numeral = (word) =>
    NUMBER.test(word) ? word.replace(/[0-9]/g, (digit) => "०१२३४५६७८९"[Number(digit)]) : word;

  /**
   * What a word is found by.
   * @param {string} word
   * @returns {string}
   */
  const stemWord = (word) => {
    const folded = fold(word);
    const stem = window.withoutEnding?.(folded) ?? folded;
    // Porter leaves nothing of "s".
    return numeral(((!isPorter || LATIN.test(stem)) && own.stemWord(stem)) || stem);
  };

  /**
   * A word as it is, and what it has of letters that words are not parted between as pairs.
   * @param {string} word
   * @returns {string[]}
   */
  const parts = (word) =>
    word.split(RUN).flatMap((run, n) => {
      if (n % 2 === 0) return /[\p{L}\p{N}_]/u.test(run) ? [run] : [];
      const letters = [...run];
      return letters.length < 2 ? letters : letters.slice(1).map((letter, at) => letters[at] + letter);
    });

  // An array up to Sphinx 8, a set from 9 on.
  const stops = new Set([...window.stopwords].map(fold));

  /**
   * The words of a query, without stop words. Those of a query that has nothing else stay, as names
   * are looked for by them too (IT), but no Hindi ones, which are part of too many names.
   * @param {string} query
   * @returns {string[]}
   */
  window.splitQuery = (query) => {
    const words = (query.replace(UNSEEN, "").normalize("NFKC").match(WORD) ?? []).flatMap(parts);
    const kept = words.filter((word) => !stops.has(fold(word)));
    return (kept.length ? kept : words.filter((word) => !DEVANAGARI.test(word)).map(fold)).map((word) =>
      NUMBER.test(fold(word)) ? numeral(fold(word)) : word,
    );
  };

  window.Stemmer = class {
    /**
     * @param {string} word
     * @returns {string}
     */
    stemWord(word) {
      return stemWord(word);
    }
  };
}
