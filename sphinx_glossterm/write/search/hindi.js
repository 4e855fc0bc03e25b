/**
 * Hindi words without their endings: the twin of hindi.py. It is put into Sphinx's language_data.js, a
 * classic script, before words.js, where the site has Hindi.
 */
{
  const DEVANAGARI = /[\u0900-\u097f]/;

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
   * A Hindi word without its longest ending; at least its first letter stays.
   * @param {string} folded
   * @returns {string}
   */
  window.stemHindi = (folded) => {
    if (!DEVANAGARI.test(folded)) return folded;
    for (let start = 1; start < folded.length; start += 1) {
      const ending = folded.slice(start);
      const follows = start > 1 && CONSONANT.test(folded[start - 1]);
      if (ENDINGS.has(ending) || (follows && ENDINGS_AFTER_CONSONANT.has(ending)))
        return folded.slice(0, start);
    }
    return folded;
  };
}
