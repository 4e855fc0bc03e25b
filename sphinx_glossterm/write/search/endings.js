/**
 * Hindi words without their endings: the twin of endings.py. It is put into Sphinx's language_data.js, a
 * classic script, before words.js, where the site has Hindi.
 */
{
  const DEVANAGARI = /[\u0900-\u097f]/;

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
   * A folded word without the longest ending that it can have; a word in Latin letters may have one too.
   * @param {string} folded
   * @returns {string}
   */
  window.withoutEnding = (folded) => {
    if (!DEVANAGARI.test(folded)) return folded;
    const word = oneSound(folded);
    for (let start = Math.max(1, word.length - LONGEST); start < word.length; start += 1)
      for (const [root, instead] of TABLE.get(word.slice(start)) ?? [])
        if (root.test(word.slice(0, start))) return word.slice(0, start) + instead;
    return word;
  };
}
