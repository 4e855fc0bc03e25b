/**
 * Words of a query, as hindi.py makes them of a page: this is its twin, step by step, and whatever
 * changes in one must change in the other. It is put into Sphinx's language_data.js, a classic script,
 * after `stopwords` and Porter's stemmer for English, which Sphinx ships (as `Stemmer`).
 */
{
  /** @type {{stemWord: (word: string) => string}} */
  const english = new window.Stemmer();

  // A letter, digit or underscore, then also marks of any script, and joiners.
  const WORD = /[\p{L}\p{N}_][\p{L}\p{N}\p{M}_\u200c\u200d]*/gu;
  const DEVANAGARI = /[\u0900-\u097f]/;
  const LATIN = /^[0-9a-z_\u00df-\u024f\u0300-\u036f]+$/;
  const NUMBER = /^[0-9]+$/;
  const NUKTA_AND_JOINERS = /[\u093c\u200c\u200d]/g;
  const NASAL =
    /ङ्(?=[क-ङ])|ञ्(?=[च-ञ])|ण्(?=[ट-ण])|न्(?=[क-घच-झट-ढत-नप-भश-स])|म्(?=[प-म])/g;
  const CHANDRABINDU = /\u0901/g;
  const ANUSVARA = "\u0902";
  const DIGIT = /[०-९]/g;

  // What can come before an ending; and the endings. endings.py says what these are, and has the same.
  /** @type {Record<string, RegExp>} */
  const ROOTS = {
    word: /([ऄ-औॠॡॲ-ॷ]|[क-हॸ-ॿ](?!्)).*([ऄ-औॠॡॲ-ॷ]|[क-हॸ-ॿ](?!्))/,
    verb: /^(?=.*[क-ह]$).*([ऄ-औॠॡॲ-ॷ]|[क-हॸ-ॿ](?!्)).+/,
    light: /^[अइउक-ह][िु]?[क-ह]([ुं]*[क-ह])?$/,
    short: /^(([क-ह]्)*[क-ह][ाीूेो]|आ)$/,
    letter: /^[क-ह]$/,
    cluster: /^([क-ह]्)*[क-ह]$/,
    other: /[^ऀ-ॿ]$/,
  };
  const ENDINGS = `
    light+ा: ाएं
    word: ा े ी ि ो ों ें ां ीं ् एं ओं ाएं ाओं िए िया ियां ियों ियाएं ियाओं
    word+ु: ू ुएं ुओं
    verb: ना ने नी नि नाएं नाओं नियां नियों ता ते ती ति तीं ताएं ताओं तियां तियों
    verb: कर िए िएगा ियो ूं ूंगा ूंगी ेगा ेगी ेंगे ेंगी
    verb+ा: ाना ाने ानी ानि ानाएं ानाओं ानियां ानियों
    verb+ा: ाता ाते ाती ाति ातीं ाताएं ाताओं ातियां ातियों
    verb+ा: ाया ाई ाईं ाइयां ाइयों ाकर ाए ाओ ाइए ाइएगा ाइयो ाऊं ाऊंगा ाऊंगी ाएगा ाएगी ाएंगे ाएंगी ाओगे ाओगी
    short: ना ने नाएं नाओं या यां ई ईं इयां इयों
    short: कर ए एं ओ इए इएगा इयो ऊं ऊंगा ऊंगी एगा एगी एंगे एंगी ओगे ओगी
    letter+ी: ीजिए ीजिएगा िया िए िएं ियो ियूं िएगा िएगी िएंगे िएंगी
    letter+ू: ुआ ुआं ुई ुईं ुए ुएं ुओं ुऊं ुएगा ुएगी ुएंगे ुएंगी ुइयां ुइयों
    cluster+ी: ियां ियों
    other: ओं ों एं ें
`;
  /** @type {Map<string, [RegExp, string][]>} */
  const TABLE = new Map();
  for (const line of ENDINGS.trim().split("\n")) {
    const [kind, endings] = line.trim().split(": ");
    const [root, instead = ""] = kind.split("+");
    for (const ending of endings.split(" "))
      TABLE.set(ending, [...(TABLE.get(ending) ?? []), [ROOTS[root], instead]]);
  }
  const LONGEST = Math.max(...[...TABLE.keys()].map((ending) => ending.length));
  /** @type {Record<string, string>} */
  const VOWELS = { "ि": "इ", "ी": "ई", "े": "ए", ई: "ी", ए: "े" };

  /**
   * A word's one spelling.
   * @param {string} word
   * @returns {string}
   */
  const fold = (word) =>
    word
      .toLowerCase()
      .normalize("NFD")
      .replace(NUKTA_AND_JOINERS, "")
      .normalize("NFC")
      .replace(CHANDRABINDU, ANUSVARA)
      .replace(DIGIT, (digit) => String("०१२३४५६७८९".indexOf(digit)))
      .replace(NASAL, ANUSVARA);

  /**
   * A folded word, with one spelling for what is hardly told apart in speech.
   * @param {string} word
   * @returns {string}
   */
  const oneSound = (word) =>
    word
      .replace(/ऑ/g, "ओ")
      .replace(/ॉ/g, "ो")
      .replace(/([ािीुूेोइ])य([िीे])/g, (_, before, sign) => before + VOWELS[sign])
      .replace(/([क-ह])([ईए])(ं?)$/, (_, before, vowel, nasal) => `${before}य${VOWELS[vowel]}${nasal}`);

  /**
   * A folded word without the longest ending that it can have.
   * @param {string} folded
   * @returns {string}
   */
  const withoutEnding = (folded) => {
    const word = oneSound(folded);
    for (let start = Math.max(1, word.length - LONGEST); start < word.length; start += 1)
      for (const [root, instead] of TABLE.get(word.slice(start)) ?? [])
        if (root.test(word.slice(0, start))) return word.slice(0, start) + instead;
    return word;
  };

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
    const stem = DEVANAGARI.test(folded) ? withoutEnding(folded) : folded;
    // Porter leaves nothing of "s".
    return numeral((LATIN.test(stem) && english.stemWord(stem)) || stem);
  };

  // An array up to Sphinx 8, a set from 9 on.
  const stops = new Set([...window.stopwords].map(fold));

  /**
   * The words of a query, without stop words. Those of a query that has nothing else stay, as names
   * are looked for by them too (IT), but no Hindi ones, which are part of too many names.
   * @param {string} query
   * @returns {string[]}
   */
  window.splitQuery = (query) => {
    const words = (query.normalize("NFC").match(WORD) ?? []).map((word) =>
      NUMBER.test(fold(word)) ? numeral(fold(word)) : word,
    );
    const kept = words.filter((word) => !stops.has(fold(word)));
    return kept.length ? kept : words.filter((word) => !DEVANAGARI.test(word)).map(fold);
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
