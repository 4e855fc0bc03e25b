-- Text that is copied out of the PDF, and searched for in it, as it was written.
--
-- A reader of PDF knows one text for each shape of a font. That does for Latin letters; Devanagari draws
-- some signs before the letters they follow, joins letters, and sets other signs above and below with a
-- step back. The text of a word as a whole (ActualText) is known to some readers alone; others spell out
-- the shapes. So a word stands on the page twice, in one place: as letters that nobody sees, one by one
-- in the order of writing, and as shapes that say nothing. The word as a whole says what its letters do,
-- for readers that would find two words there.
--
--     /Span<</ActualText<...>>>BDC   letters, invisible   shapes, silent   EMC
--
-- All of this is done to finished pages. What is measured, copied and set again before, as the cells of
-- tables are, has no text of its own until then, and nothing is said more than once.

local START, STOP = "luaotfload_startactualtext", "luaotfload_endactualtext"
local glyph_id, kern_id, disc_id = node.id("glyph"), node.id("kern"), node.id("disc")
local glue_id, penalty_id, whatsit_id = node.id("glue"), node.id("penalty"), node.id("whatsit")
local hlist_id, vlist_id = node.id("hlist"), node.id("vlist")
local font_kern, explicit_kern = 0, 1
local is_space = { [0] = true, [13] = true, [14] = true } -- \hskip, \spaceskip, \xspaceskip
local page_mode = 1 -- of a literal: what comes after it begins with where it stands
local neither_filled_nor_stroked = 3

local SPACE, EMPTY = 0x20, 0x200B
-- What readers leave out that spell out shapes: a zero width space.
local NOTHING = "200B"

local function utf16(text)
  local hex = {}
  for _, code in utf8.codes(text) do
    if code < 0x10000 then
      hex[#hex + 1] = string.format("%04X", code)
    else
      code = code - 0x10000
      hex[#hex + 1] = string.format("%04X%04X", 0xD800 + (code >> 10), 0xDC00 + (code & 0x3FF))
    end
  end
  return table.concat(hex)
end

local function has_devanagari(text)
  for _, code in utf8.codes(text) do
    if code >= 0x0900 and code <= 0x097F then
      return true
    end
  end
  return false
end

-- ---- nodes

local function literal(data)
  local new = node.new("whatsit", "pdf_literal")
  new.mode, new.data = page_mode, data
  return new
end

local function begin_text(hex)
  return literal("/Span<</ActualText<FEFF" .. hex .. ">>>BDC")
end

local function kern(width)
  local new = node.new("kern", font_kern)
  new.kern = width
  return new
end

-- A glyph like another one, with its colour and language.
local function glyph_like(glyph, id, code)
  local new = node.copy(glyph)
  new.font, new.char, new.xoffset, new.yoffset = id, code, 0, 0
  node.setproperty(new, {})
  return new
end

-- The text of a cluster, at its first glyph, and empty at its others; nil where HarfBuzz has not been.
local function text_of(glyph)
  local properties = node.getproperty(glyph)
  return properties and properties.glyph_info
end

-- ---- fonts

-- Whether a font has a shape for a letter; if so, it says this letter from now on, and nothing else.
local function can_say(id, code)
  local data = font.getfont(id)
  local character = data.characters[code]
  if not character then
    return false
  end
  local shape = data.hb.shared.glyphs[character.index]
  shape.tounicode = utf16(utf8.char(code))
  shape.used = data.hb.shared.fonttype and true
  return true
end

local function copy_of(object)
  local copy = {}
  for key, value in pairs(object) do
    copy[key] = value
  end
  return copy
end

local function define(data)
  local id = font.define(data)
  -- luaotfload looks here for where the shapes of a variable font come from.
  fonts.hashes.identifiers[id] = data
  return id
end

local function remembered(make)
  local made = {}
  return function(id)
    made[id] = made[id] or make(id)
    return made[id]
  end
end

-- A copy of a font that nobody sees.
local invisible = remembered(function(id)
  local copy = copy_of(font.getfont(id))
  copy.mode = neither_filled_nor_stroked
  return define(copy)
end)

-- A copy of a font whose shapes say nothing.
local silent_characters = {}
local silent = remembered(function(id)
  local copy = copy_of(font.getfont(id))
  -- Of the same name, the two would be one font in the PDF.
  copy.fullname, copy.psname = copy.fullname .. " Shapes", copy.psname .. "-Shapes"
  local characters = {}
  for code, character in pairs(copy.characters) do
    characters[code] = copy_of(character)
    characters[code].tounicode = NOTHING
  end
  copy.characters = characters
  local new = define(copy)
  silent_characters[new] = characters
  return new
end)

-- When luaotfload has told all fonts what they say, and these among them.
local function silence()
  for id, characters in pairs(silent_characters) do
    for _, character in pairs(characters) do
      character.tounicode = NOTHING
    end
    font.addcharacters(id, { characters = characters })
  end
end

-- ---- words

-- Whether a glyph is one letter, where it is written, and takes room.
local function is_letter(glyph)
  return glyph.width > 0 and glyph.char < 0x110000 and text_of(glyph) == utf8.char(glyph.char)
end

-- Whether there is a space behind: one of TeX, one that a command has put back, or one in a line of code.
local function has_space_after(last, id)
  local after = last.next
  while after do
    local kind = after.id
    if kind == glue_id and after.width > 0 then
      return is_space[after.subtype]
    elseif kind == kern_id and after.subtype == explicit_kern and after.kern > 0 then
      return 2 * after.kern > font.getfont(id).parameters.space
    elseif not (kind == glue_id or kind == kern_id or kind == penalty_id or kind == whatsit_id) then
      return false
    end
    after = after.next
  end
  return false
end

-- The letters of a word one by one, as nobody sees them; nothing where a font lacks one of them.
local function letters_of(word)
  local letters = {}
  for _, glyph in ipairs(word) do
    for _, code in utf8.codes(text_of(glyph)) do
      if not can_say(glyph.font, code) then
        return nil
      end
      letters[#letters + 1] = glyph_like(glyph, invisible(glyph.font), code)
    end
  end
  return letters
end

-- Put letters, and what comes last, before a node, over the width that the word has; and step back.
local function lay(head, first, letters, ending, width)
  local natural, last_width = 0, 0
  for _, letter in ipairs(letters) do
    natural = natural + letter.width
    last_width = letter.width > 0 and letter.width or last_width
  end
  -- They may overlap, but have no gaps, which would be spaces.
  local scale = natural > width and (width - last_width) / (natural - last_width) or 1
  local place, written = 0, 0
  local function put(glyph, target)
    if target ~= place then
      head = node.insert_before(head, first, kern(target - place))
    end
    head = node.insert_before(head, first, glyph)
    place = target + glyph.width
  end
  for _, letter in ipairs(letters) do
    -- A sign stays where the letter before it ends.
    put(letter, letter.width > 0 and math.floor(written * scale) or place)
    written = written + letter.width
  end
  if ending then
    put(ending, width)
  end
  return node.insert_before(head, first, kern(-place))
end

local function say_twice(head, word, last)
  local first, model, id = word[1], word[#word], word[#word].font
  local width = node.dimensions(first, last.next)
  local letters, texts = letters_of(word), {}
  for index, glyph in ipairs(word) do
    texts[index] = text_of(glyph)
  end
  head = node.insert_before(head, first, begin_text(utf16(table.concat(texts))))
  if letters then
    -- Readers take a word to end where its last glyph does, which for a sign is before the end of the
    -- letter below it. So an empty one comes last.
    local has_end = can_say(id, EMPTY)
    head = lay(head, first, letters, has_end and glyph_like(model, invisible(id), EMPTY), width)
    for _, glyph in ipairs(word) do
      if math.abs(glyph.yoffset) < font.getfont(glyph.font).size // 500 then
        glyph.yoffset = 0 -- nobody sees it, and PDFium takes what is moved up for a word of its own
      end
      glyph.font = silent(glyph.font)
    end
    if has_end then
      head, last = node.insert_after(head, last, glyph_like(model, silent(id), EMPTY))
    end
  end
  return node.insert_after(head, last, literal("EMC"))
end

-- What luaotfload says by itself: the text of a cluster that is more than its shapes. Glyphs that it has
-- added to a cluster have the properties of the first.
local function say_clusters(head, word)
  local is_open = false
  for _, glyph in ipairs(word) do
    local properties = node.getproperty(glyph)
    if properties[START] and not is_open then
      head, is_open = node.insert_before(head, glyph, begin_text(properties[START])), true
    end
    if properties[STOP] and is_open then
      head, is_open = node.insert_after(head, glyph, literal("EMC")), false
    end
  end
  return head
end

local function say(head, word)
  local is_devanagari, is_plain = false, true
  for _, glyph in ipairs(word) do
    is_devanagari = is_devanagari or has_devanagari(text_of(glyph))
    is_plain = is_plain and is_letter(glyph)
  end
  if not is_devanagari then
    return say_clusters(head, word)
  end
  local last, id = word[#word], word[#word].font
  if last.next and last.next.id == kern_id and last.next.subtype == font_kern then
    last = last.next -- what is different about the width of the glyph
  end
  -- Some readers see no space in what is merely a gap behind a letter of Devanagari.
  local has_space = has_space_after(last, id) and can_say(id, SPACE)
  if not is_plain then
    head, last = say_twice(head, word, last)
  else
    for _, glyph in ipairs(word) do
      can_say(glyph.font, glyph.char)
    end
  end
  if has_space then
    head, last = node.insert_after(head, last, glyph_like(word[#word], id, SPACE))
    head = node.insert_after(head, last, kern(-last.width))
  end
  return head
end

-- ---- pages

-- Put what stands at a place where a word could have been divided, and was not, into the line itself.
local function dissolve(head, disc)
  local text, previous = disc.replace, disc.prev
  disc.replace = nil
  local next
  head, next = node.remove(head, disc)
  node.free(disc)
  if not text then
    return head, next
  end
  local tail = node.tail(text)
  tail.next = next
  if next then
    next.prev = tail
  end
  if previous then
    previous.next, text.prev = text, previous
    return head, text
  end
  return text, text
end

local walk

local function walk_line(line)
  local head = line.head
  local current = head
  while current do
    if current.id == disc_id then
      head, current = dissolve(head, current)
    else
      current = current.next
    end
  end
  local word = {}
  current = head
  while current do
    local next = current.next
    if current.id == glyph_id and text_of(current) then
      word[#word + 1] = current
    elseif not (current.id == kern_id and current.subtype == font_kern) then
      if word[1] then
        head, word = say(head, word), {}
      end
      walk(current)
    end
    current = next
  end
  line.head = word[1] and say(head, word) or head
end

function walk(current)
  local id = current.id
  if id == hlist_id then
    walk_line(current)
  elseif id == vlist_id then
    for item in node.traverse(current.head) do
      walk(item)
    end
  elseif id == glue_id and current.leader then
    walk(current.leader)
  end
end

-- ---- in the place of what luaotfload does with each line

local finalizers = {
  hpack_filter = "luaotfload.harf.finalize_hlist",
  post_linebreak_filter = "luaotfload.harf.finalize_vlist",
}

local function is_known_luaotfload()
  for callback, description in pairs(finalizers) do
    if not luatexbase.in_callback(callback, description) then
      return false
    end
  end
  return true
end

-- With another luaotfload, or a LaTeX that is too old, the text is as good as it is without us.
if is_known_luaotfload() and luatexbase.callbacktypes.pre_shipout_filter then
  for callback, description in pairs(finalizers) do
    luatexbase.remove_from_callback(callback, description)
  end
  luatexbase.add_to_callback("pre_shipout_filter", function(page)
    walk(page)
    return true
  end, "glossterm.say_words")
  luatexbase.add_to_callback("finish_pdffile", silence, "glossterm.silence")
end
