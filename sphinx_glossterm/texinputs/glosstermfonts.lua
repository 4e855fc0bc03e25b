-- Text that is copied out of the PDF, and searched for in it, as it was written.
--
-- Devanagari writes signs above and below its letters: glyphs without a width that are moved over the
-- letter before. Some readers take such a step back for the end of a word, and find neither the word
-- nor any sentence with it. So a letter and its signs say together which text they stand for, as
-- luaotfload lets whole clusters do (ActualText); this joins its clusters before it writes them.

local START, STOP = "luaotfload_startactualtext", "luaotfload_endactualtext"
local glyph_id, kern_id, disc_id = node.id("glyph"), node.id("kern"), node.id("disc")

local NUKTA = utf8.char(0x093C)

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

local function is_devanagari(text)
  local ok, code = pcall(utf8.codepoint, text)
  return ok and code and code >= 0x0900 and code <= 0x097F
end

-- A cluster: its first and last glyph, and the text of both and all between in UTF-16.
local function cluster_at(glyph)
  local props = node.getproperty(glyph)
  local info = props and props.glyph_info
  if not info then
    return nil
  end
  local last = glyph
  local text = props[START]
  if text then
    while last and not (node.getproperty(last) or {})[STOP] do
      last = last.next
    end
    return last and { first = glyph, last = last, text = text }
  end
  if info == "" then
    return nil
  end
  local cluster = { first = glyph, last = last, text = utf16(info) }
  if info:find(NUKTA, 1, true) then
    -- The font may know the letter by the code that Unicode advises against, and readers would see that.
    props[START], props[STOP] = cluster.text, true
  end
  return cluster
end

local function join(one, other)
  local middle, begin = node.getproperty(one.last), node.getproperty(other.first)
  middle[STOP] = nil
  begin[START] = nil
  one.text = one.text .. other.text
  one.joined = true
  one.last = other.last
  node.getproperty(one.first)[START] = one.text
  node.getproperty(one.last)[STOP] = true
end

-- Readers take a text to end where its last glyph does, which for a sign may be far before the end of
-- the letter below it. So an empty glyph comes last, where that is. It stands for no text: readers that
-- look at single glyphs shall not see it.
local EMPTY = 0x200B
local has_empty = {}

local function prepare(id)
  if has_empty[id] == nil then
    local character = font.getfont(id).characters[EMPTY]
    has_empty[id] = character ~= nil
    if character then
      character.tounicode = ""
      font.addcharacters(id, { characters = { [EMPTY] = character } })
    end
  end
  return has_empty[id]
end

local function close(cluster)
  if not (cluster and cluster.joined and prepare(cluster.last.font)) then
    return
  end
  local last = cluster.last
  local empty = node.copy(last)
  empty.char, empty.xoffset, empty.yoffset = EMPTY, 0, 0
  node.setproperty(empty, { glyph_info = "", [STOP] = true })
  node.getproperty(last)[STOP] = nil
  local after = last.next
  if after and after.id == kern_id and after.subtype == 0 then
    last, after = after, after.next
  end
  last.next, empty.prev, empty.next = empty, last, after
  if after then
    after.prev = empty
  end
end

local function join_clusters(head)
  local before
  local n = head
  while n do
    local id = n.id
    if id == glyph_id then
      local cluster = cluster_at(n)
      if cluster and before and n.width == 0 and before.first.font == n.font
          and is_devanagari(node.getproperty(n).glyph_info) then
        join(before, cluster)
      else
        close(before)
        before = cluster
      end
      n = cluster and cluster.last or n
    elseif id == disc_id then
      close(before)
      before = nil
      for _, field in ipairs({ "pre", "post", "replace" }) do
        local list = n[field]
        if list then
          join_clusters(list)
          n[field] = list -- it may end with another node now
        end
      end
    elseif id ~= kern_id then
      close(before)
      before = nil
    end
    n = n.next
  end
  close(before)
  return true
end

-- Between the shaping of the letters and what luaotfload writes of its clusters.
local function before(callback, description)
  if not luatexbase.in_callback(callback, description) then
    return
  end
  local finalize = luatexbase.remove_from_callback(callback, description)
  luatexbase.add_to_callback(callback, join_clusters, "glossterm.join_clusters")
  luatexbase.add_to_callback(callback, finalize, description)
end

before("hpack_filter", "luaotfload.harf.finalize_hlist")
luatexbase.add_to_callback("pre_linebreak_filter", join_clusters, "glossterm.join_clusters")
