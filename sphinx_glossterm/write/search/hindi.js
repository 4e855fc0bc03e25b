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

  // The endings of Snowball's Hindi stemmer (hindi.sbl).
  const ENDINGS = new Set(
    `अ आ इ ई उ ऊ ए ओ ा ि ी ु ू े ो ् आँ ाँ आं ां ीं ें ों ईं एं ओं
     इयाँ आइयाँ ाइयाँ ियाँ इयां आइयां ाइयां ियां इयों आइयों ाइयों ियों
     उआं ुआं आईं ाईं आएं उएं ाएं ुएं आओं उओं ाओं ुओं अताएं अनाएं अताओं अनाओं
     अतीं आतीं ातीं आई ाई आए इए आइए ाइए ाए िए आओ ाओ अकर आकर ाकर
     ऊंगा आऊंगा ाऊंगा ूंगा एगा आएगा ाएगा ेगा अता आता ाता अना आना ाना आया ाया
     ऊंगी आऊंगी ाऊंगी एंगी आएंगी ाएंगी ूंगी ेंगी एगी आएगी ाएगी ओगी आओगी ाओगी ेगी ोगी
     अती आती ाती अनी एंगे आएंगे ाएंगे ेंगे ओगे आओगे ाओगे ोगे अते आते ाते अने आने ाने`.split(/\s+/),
  );
  // These only after a consonant, and not where that is the word's first letter.
  const ENDINGS_AFTER_CONSONANT = new Set(
    "ताएं नाएं ताओं नाओं तीं कर ता ना ती नी ते ने".split(" "),
  );
  const CONSONANT = /[\u0915-\u0928\u092a-\u0939\u093c\u0958-\u095f]/;

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
   * A Hindi word without its longest ending; at least its first letter stays.
   * @param {string} word
   * @returns {string}
   */
  const withoutEnding = (word) => {
    for (let start = 1; start < word.length; start += 1) {
      const ending = word.slice(start);
      const follows = start > 1 && CONSONANT.test(word[start - 1]);
      if (ENDINGS.has(ending) || (follows && ENDINGS_AFTER_CONSONANT.has(ending)))
        return word.slice(0, start);
    }
    return word;
  };

  /**
   * What a word is found by.
   * @param {string} word
   * @returns {string}
   */
  const stemWord = (word) => {
    const folded = fold(word);
    let stem = DEVANAGARI.test(folded) ? withoutEnding(folded) : folded;
    if (LATIN.test(stem)) stem = english.stemWord(stem);
    // Porter leaves nothing of "s"; and as bare numbers are not looked for, no word may become one.
    return !stem || NUMBER.test(stem) ? folded : stem;
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
    const words = (query.normalize("NFC").match(WORD) ?? [])
      // Numbers in digits that the page knows: it does not look for bare numbers.
      .map((word) => (NUMBER.test(fold(word)) ? fold(word) : word));
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
