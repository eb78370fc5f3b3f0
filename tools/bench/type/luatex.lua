-- Feeds paragraphs to TeX and writes each line as the comparison wants it (score.py).
-- Environment: TYPE_ENGINE its name there, TYPE_FINAL TeX's \finalhyphendemerits, TYPE_POINTS the paragraphs,
-- TYPE_OUT the result, TYPE_MEASURE in em, TYPE_RAGGED and TYPE_HYPHEN 1 or 0, TYPE_FONT the font's file.

local EM = 12 * 65536
local INDENT = 1.25
local measure = tonumber(os.getenv("TYPE_MEASURE"))
local ragged = os.getenv("TYPE_RAGGED") == "1"
local hyphen = os.getenv("TYPE_HYPHEN") == "1"
local out = assert(io.open(os.getenv("TYPE_OUT"), "w"))
local engine = os.getenv("TYPE_ENGINE")
local font_file = os.getenv("TYPE_FONT")

local GLYPH, GLUE, DISC, PENALTY = node.id("glyph"), node.id("glue"), node.id("disc"), node.id("penalty")
local LEFTSKIP, RIGHTSKIP, PARFILLSKIP, EXPLICIT = 8, 9, 15, 1

local space -- natural width of a space, sp
local paragraph -- name of the one in hand

local function is_margin(item)
  return item.id == GLUE and (item.subtype == LEFTSKIP or item.subtype == RIGHTSKIP or item.subtype == PARFILLSKIP)
end

-- Words of a line as pairs of sp.
local function words_of(line)
  local words, x, from = {}, 0, nil
  for item in node.traverse(line.head) do
    if item.id == GLUE then
      if from then words[#words + 1] = {from, x} end
      from = nil
      x = x + (is_margin(item) and item.subtype ~= LEFTSKIP and 0 or node.effective_glue(item, line))
    else
      local width = node.dimensions(line.glue_set, line.glue_sign, line.glue_order, item, item.next)
      if not from and item.id == GLYPH then from = x end
      x = x + width
    end
  end
  if from then words[#words + 1] = {from, x} end
  return words
end

-- Whether the line ends in a hyphen that was put in.
local function ends_in_hyphen(line)
  local item = node.tail(line.head)
  while item and (is_margin(item) or item.id == PENALTY) do item = item.prev end
  while item and item.id ~= DISC and item.id ~= GLUE do
    if item.id == GLYPH and item.prev and item.prev.id ~= DISC then break end
    item = item.prev
  end
  return item ~= nil and item.id == DISC and item.subtype == EXPLICIT
end

local function write_line(line, number, last)
  local pairs_of = {}
  for _, word in ipairs(words_of(line)) do
    pairs_of[#pairs_of + 1] = string.format("[%.5f,%.5f]", word[1] / EM, word[2] / EM)
  end
  out:write(string.format(
    '{"engine":"%s","measure_em":%g,"hyphen":%s,"ragged":%s,"indent_em":%g,"space_em":%.5f,"par":"%s","line":%d,' ..
    '"words":[%s],"hyphenated":%s,"last":%s}\n',
    engine, measure, hyphen, ragged, INDENT, space / EM, paragraph, number, table.concat(pairs_of, ","),
    ends_in_hyphen(line), last))
end

local function write_paragraph(head)
  local lines = {}
  for line in node.traverse_id(node.id("hlist"), head) do lines[#lines + 1] = line end
  for number, line in ipairs(lines) do write_line(line, number - 1, number == #lines) end
  return true
end

luatexbase.add_to_callback("post_linebreak_filter", write_paragraph, "type.lines")

-- What stands for our signs in TeX.
local SIGNS = {
  ["\u{AD}"] = hyphen and "\\-" or "",
  ["\u{200B}"] = "\\penalty50 ",
  ["\u{A0}"] = "\\penalty10000\\ ",
  ["\u{2060}"] = "",
}

local function print_text(text)
  local plain = {}
  local function flush()
    if #plain > 0 then tex.sprint(-2, table.concat(plain)) end
    plain = {}
  end
  for _, code in utf8.codes(text) do
    local char = utf8.char(code)
    if SIGNS[char] then
      flush()
      tex.sprint(SIGNS[char])
    elseif char == " " then
      flush()
      tex.sprint("\\ ")
    else
      plain[#plain + 1] = char
    end
  end
  flush()
end

local function font(script, lang)
  return string.format('\\font\\f="[%s]:mode=harf;script=%s;language=%s;+onum;+pnum" at 12pt \\f', font_file, script, lang)
end

function type_measure_space()
  local width = tex.box[0].width
  space = width
  local skip = string.format("%dsp", width)
  if ragged then
    tex.sprint("\\spaceskip=" .. skip .. "\\relax\\rightskip=0pt plus 2.5em\\relax")
  else
    tex.sprint(string.format("\\spaceskip=%s plus %dsp minus %dsp\\relax", skip, width // 2, width // 3))
  end
end

function type_paragraph(name) paragraph = name end

function type_close() out:close() end

tex.sprint(string.format("\\hsize=%dsp", math.floor(measure * EM + 0.5)), "\\parindent=" .. math.floor(INDENT * EM) .. "sp\\relax")
local current
for line in io.lines(os.getenv("TYPE_POINTS")) do
  local name, lang, text = line:match("^(.-)\t(.-)\t(.*)$")
  if lang ~= current then
    current = lang
    tex.sprint(font(lang == "ru" and "cyrl" or "latn", lang == "ru" and "RUS" or "ENG"))
    tex.sprint("\\spaceskip=0pt\\relax\\setbox0=\\hbox{\\char32}\\directlua{type_measure_space()}")
  end
  tex.sprint("\\directlua{type_paragraph('" .. name .. "')}\\indent ")
  print_text(text)
  tex.sprint("\\par\\setbox1=\\box255\\vfil\\eject")
end
tex.sprint("\\directlua{type_close()}")
