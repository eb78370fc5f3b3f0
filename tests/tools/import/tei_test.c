/* TEI constructs one by one: a small document in, blocks and notes out. */
#include "base/buffer.h"
#include "collect.h"
#include "support/harness.h"

#include <stdio.h>
#include <string.h>

#define HEAD                                                                                       \
    "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>V</title>"    \
    "</titleStmt></fileDesc></teiHeader>\n<text><body>\n<div type='document' xml:id='d1' n='1'>"   \
    "<head>1. Letter</head>\n"
#define TAIL "\n</div></body></text></TEI>\n"

static void import_body(struct collected *got, const char *body)
{
    struct buffer source = {0};
    buffer_format(&source, "%s%s%s", HEAD, body, TAIL);
    collect_text(got, "v.xml", buffer_string(&source));
    buffer_fini(&source);
}

/* The body's words and blocks, without the heading, and the warnings. */
static void expect_body(const char *body, const char *words, const char *blocks,
                        const char *warnings)
{
    struct collected got;
    import_body(&got, body);
    EXPECT_TEXT(got.error.message, "");
    if (EXPECT_INT(got.letter_count, strstr(body, "<choice>") ? 2 : 1)) {
        const struct letter *letter = &got.letters[0];
        if (words)
            EXPECT_TEXT(strchr(collect_words(&got, letter), '\n') + 1, words);
        if (blocks)
            EXPECT_TEXT(collect_blocks(&got, letter->blocks + 1, letter->block_count - 1), blocks);
    }
    EXPECT_TEXT(collect_warnings(&got), warnings);
    collect_fini(&got);
}

static void test_white_space(void)
{
    expect_body("<p>\n  Mr.<persName> Bee </persName>\n of\n <hi rend='italic'> \n the</hi> sea , "
                "<foreign>x</foreign>y</p>",
                "Mr. Bee of the sea , xy", NULL, "");
    expect_body("<p>on May 3 <note n='1'> One. </note> was <note n='2'>Two.</note>; said \"so "
                "<note n='3'>Three.</note>\"</p>",
                "on May 3[1: One.] was[2: Two.]; said \"so[3: Three.]\"", NULL, "");
    expect_body("<p>Vice-Consulate,<lb/> Bluefields <lb/></p>", "Vice-Consulate,\nBluefields", NULL,
                "");
}

static void test_pages(void)
{
    expect_body("<p>not so<pb n='2'/>sharp, non-<pb n='3'/>alignment</p><pb n='4'/>"
                "<p>a dis<pb n='5' break='no'/>pute. <pb n='6'/> Our <pb n=''/>end<pb n='7'/></p>",
                "not so |2|sharp, non-|3|alignment\n|4|a dis|5|pute. |6|Our end|7|", NULL, "");
}

static void test_lists_and_tables(void)
{
    expect_body("<p>Points: <list><head>List</head><label>1.</label><item>One<list><item>in "
                "one</item></list></item><pb n='9'/><label>2.</label><item><p>Two</p><p>more</p>"
                "</item></list> and on.</p><table><row><cell>a</cell><cell/></row><row><cell/>"
                "<cell>b</cell></row></table>",
                "Points:\nList\n1. One\nin one\n2. |9|Two\nmore\nand on.\na\nb",
                "paragraph: Points:\nlist head: List\nitem 1.: One\nitem: in one\nitem 2.: Two\n"
                "item: more\nparagraph: and on.\ncell: a\ncell: b\n",
                "");
}

static void test_signatures(void)
{
    expect_body("<p>All is well, and the lamp is lit.</p><p>I have, etc.</p><closer><signed>A. "
                "Bee</signed>,<lb/>Keeper<note n='4'>Typed.</note>\n<lb/><signed>C. Dee</signed>"
                "</closer><postscript><p>Later.</p><closer><signed>A. B.</signed></closer>"
                "</postscript>",
                NULL,
                "paragraph: All is well, and the lamp is lit.\nclosing: I have, etc.\n"
                "signature: A. Bee,\nKeeper\nsignature: C. Dee\npostscript: Later.\n"
                "signature: A. B.\n",
                "");
}

static void test_quotations_and_attachments(void)
{
    expect_body("<p>He wrote: <quote rend='blockquote'><p>Come.</p></quote> We came, "
                "<quote>all</quote>.</p><attachment><note rend='inline'>[Inclosure.]</note>"
                "<head>To B.</head><p>Sir: No <gap quantity='10' unit='words'/> more.</p>"
                "</attachment>",
                NULL,
                "paragraph: He wrote:\nparagraph (quoted): Come.\nparagraph: We came, all.\n"
                "source line: [Inclosure.]\nheading: To B.\n"
                "paragraph: Sir: No [10 words omitted] more.\n",
                "");
}

static void test_notes(void)
{
    expect_body("<p>a<note n='1'>One <note n='2'>in one</note>.</note> b<note n='1'>Again:<p>x</p>"
                "</note> c<note>Own.</note> d<note n='9'/></p>",
                "a[1: One[2: in one].] b[1: Again: / x] c[4: Own.] d", NULL,
                "v.xml:4: the note \"9\" has no words\n");
    struct collected got;
    import_body(&got, "<p>a<note n='1'>A.</note><note n='*'>B.</note><note n='1'>C.</note></p>");
    if (EXPECT_INT(got.letters[0].note_count, 3)) {
        EXPECT_TEXT(got.letters[0].notes[0].key, "1~1");
        EXPECT_TEXT(got.letters[0].notes[1].key, "*");
        EXPECT_TEXT(got.letters[0].notes[2].key, "1~2");
        EXPECT_INT(got.letters[0].notes[1].kind, NOTE_AUTHORS);
    }
    collect_fini(&got);
}

static void test_unknown_is_kept_and_told(void)
{
    expect_body("<p>a <foo>b</foo> <foo>c</foo> <hi rend='wavy'>d</hi><figDesc>e</figDesc></p>"
                "<p><graphic url='x'/><choice><sic>teh</sic><corr>the</corr></choice> end</p>",
                "a b c d\nthe end", NULL,
                "v.xml:4: the picture \"x\" is not there\n"
                "v.xml:4: the element \"foo\" is not known; its words are kept (2 places, first "
                "here)\n"
                "v.xml:4: the rendering \"wavy\" is not known; its words are kept (1 place, first "
                "here)\n"
                "v.xml:4: the element \"figDesc\" is not letter text and is left out (1 place, "
                "first here)\n");
}

static void test_salutation(void)
{
    expect_body("<p>Dear friend:</p><p>Come.</p>", NULL,
                "salutation: Dear friend:\nparagraph: Come.\n", "");
    struct collected got;
    import_body(&got, "<p>DEAR MR. BEE, come at once.</p>");
    const struct block *block = &got.letters[0].blocks[1];
    EXPECT_INT(block->kind, BLOCK_PARAGRAPH);
    if (EXPECT_INT(block->span_count, 1)) {
        EXPECT_INT(block->spans[0].kind, SPAN_SMALL_CAPS);
        EXPECT_INT(block->spans[0].end, strlen("DEAR MR. BEE"));
    }
    collect_fini(&got);
}

static void test_volume(void)
{
    struct collected got;
    collect_text(
        &got, "v.xml",
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><front><pb n='I'/><list><item>"
        "<hi rend='strong'><persName xml:id='p1'>Bee, A.</persName>,</hi> keeper of "
        "<gloss target='#t1'>L</gloss></item></list><list><item><term xml:id='t1'>L</term>"
        ", lamp</item></list></front><body><pb n='1'/><div type='document' xml:id='d1' "
        "n='1'><head>1. To <persName type='to' corresp='#p1'>Bee</persName></head>"
        "<dateline><placeName>Here<lb/>Hall</placeName>, <date when='1886-05-04T10:00:00'>May 4"
        "</date>.</dateline><p>a<note n='1' xml:id='n1'>b</note></p></div></body></text>"
        "</TEI>");
    EXPECT_TEXT(got.error.message, "");
    if (EXPECT_INT(got.letter_count, 1) && EXPECT_INT(got.person_count, 1)) {
        const struct letter_summary *summary = &got.letters[0].summary;
        EXPECT_TEXT(summary->title, "To Bee");
        EXPECT_TEXT(summary->recipient.name, "Bee");
        EXPECT_TEXT(summary->recipient.person, "p1");
        EXPECT_TEXT(summary->place, "Here Hall");
        EXPECT_TEXT(summary->date.from, "1886-05-04");
        EXPECT_TEXT(summary->date.text, "May 4");
        EXPECT_TEXT(got.letters[0].first_page, "1");
        EXPECT_TEXT(got.persons[0].name, "Bee, A.");
        EXPECT_TEXT(got.persons[0].blocks[0].text, "keeper of L");
        EXPECT_TEXT(got.terms[0].blocks[0].text, "lamp");
        EXPECT_TEXT(got.anchors[1], "v#n1 letter/v/d1#note=1");
    }
    EXPECT_TEXT(collect_warnings(&got), "");
    collect_fini(&got);
}

static void expect_failure(const char *source, const char *message)
{
    struct collected got;
    collect_text(&got, "v.xml", source);
    EXPECT_INT(got.status, STATUS_INVALID);
    char *at = strstr(got.error.message, "v.xml");
    if (at && strlen(at) > strlen(message))
        at[strlen(message)] = '\0';
    EXPECT_TEXT(at ? at : got.error.message, message);
    collect_fini(&got);
}

static void test_bad_files(void)
{
    expect_failure("<TEI>\n<text>\n<p>x</text></TEI>", "v.xml:3: the XML is broken here: ");
    expect_failure("<TEI>\n<text><p>D\xe9</p></text></TEI>", "v.xml:2: the file is not UTF-8");
    expect_failure("<!DOCTYPE TEI [<!ENTITY a 'b'>]>\n<TEI><text><p>x</p></text></TEI>",
                   "v.xml: its DOCTYPE declares entities");
    expect_failure("<TEI><text><body><div type='document'>\n</div></body></text></TEI>",
                   "v.xml:1: the letter has no words");
    expect_failure("<html><body>x</body></html>", "v.xml: not a TEI document");
}

/* ---- Editions of one letter a file -------------------------------------------------------------
 */

#define LETTER(body)                                                                               \
    "<TEI xmlns='http://www.tei-c.org/ns/1.0' xml:id='L1'><teiHeader><fileDesc><titleStmt>"        \
    "<title level='s'>Letters</title><title type='iso-date'>1893-05-19</title>"                    \
    "<title level='a'>Bee to Dee, 1893</title></titleStmt></fileDesc><profileDesc><langUsage>"     \
    "<language ident='de'/></langUsage><correspDesc><correspAction type='sent'>"                   \
    "<persName ref='#p9 #p1'>Bee, Ann</persName><placeName>Here</placeName>"                       \
    "<date evidence='conjecture' notBefore='1893-05-19' notAfter='1893-05-21'>[May 1893]</date>"   \
    "</correspAction><correspAction type='received'><persName>Dee</persName><date when='1894'/>"   \
    "</correspAction></correspDesc></profileDesc></teiHeader>\n<text>" body "</text></TEI>\n"

static void expect_letter(const char *source, const char *words, const char *blocks,
                          const char *warnings)
{
    struct collected got;
    collect_text(&got, "l.xml", source);
    EXPECT_TEXT(got.error.message, "");
    if (EXPECT_INT(got.letter_count, strstr(source, "<choice>") ? 2 : 1)) {
        const struct letter *letter = &got.letters[0];
        if (words)
            EXPECT_TEXT(collect_words(&got, letter), words);
        if (blocks)
            EXPECT_TEXT(collect_blocks(&got, letter->blocks, letter->block_count), blocks);
    }
    EXPECT_TEXT(collect_warnings(&got), warnings);
    collect_fini(&got);
}

static void test_header(void)
{
    struct collected got;
    collect_text(
        &got, "l.xml",
        LETTER("<body><p>a</p></body><back><listPerson><person xml:id='p1'><persName>"
               "<surname>Bee</surname><forename>Ann</forename></persName><birth><date>1860"
               "</date><settlement>Here</settlement></birth></person></listPerson></back>"));
    EXPECT_TEXT(got.error.message, "");
    if (EXPECT_INT(got.letter_count, 1) && EXPECT_INT(got.person_count, 1)) {
        const struct letter_summary *summary = &got.letters[0].summary;
        EXPECT_TEXT(summary->key.id, "l");
        EXPECT_TEXT(summary->title, "Bee to Dee, 1893");
        EXPECT_TEXT(summary->sender.name, "Ann Bee");
        EXPECT_TEXT(summary->sender.person, "p1");
        EXPECT_TEXT(summary->recipient.name, "Dee");
        EXPECT_TEXT(summary->place, "Here");
        EXPECT_INT(summary->date.certainty, DATE_RANGE);
        EXPECT_TEXT(summary->date.from, "1893-05-19");
        EXPECT_TEXT(summary->date.to, "1893-05-21");
        EXPECT_TEXT(summary->date.text, "[May 1893]");
        EXPECT_TEXT(summary->lang, "de");
        EXPECT_TEXT(got.persons[0].name, "Ann Bee");
        EXPECT_TEXT(got.persons[0].sort, "Bee, Ann");
        EXPECT_TEXT(got.persons[0].blocks[0].text, "* 1860 Here");
    }
    collect_fini(&got);
}

/* Collects a letter without correspDesc, by its sourceDesc and text. */
static void expect_sender(const char *source_desc, const char *body, const char *sender)
{
    struct collected got;
    struct buffer source = {0};
    buffer_format(&source,
                  "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt>"
                  "<title>To Dee</title><author>Collector</author></titleStmt><sourceDesc>%s"
                  "</sourceDesc></fileDesc></teiHeader><text><body>%s</body></text></TEI>",
                  source_desc, body);
    collect_text(&got, "l.xml", buffer_string(&source));
    EXPECT_TEXT(got.error.message, "");
    if (EXPECT_INT(got.letter_count, 1))
        EXPECT_TEXT(got.letters[0].summary.sender.name, sender);
    collect_fini(&got);
    buffer_fini(&source);
}

static void test_author(void)
{
#define BOOK                                                                                       \
    "<biblStruct><analytic><author>\n Bee,\n Ann </author><author>Else</author></analytic>"        \
    "<monogr><author>Editor</author></monogr></biblStruct>"
    expect_sender(BOOK, "<p>a</p>", "Ann Bee");
    expect_sender(BOOK, "<div type='letter' xml:id='d1'><p>a</p></div>", NULL);
    expect_sender("<listBibl>" BOOK "</listBibl>", "<p>a</p>", NULL);
    expect_sender("<p/>", "<p>a</p>", NULL);
#undef BOOK
}

static void test_letter_parts(void)
{
    expect_letter(
        LETTER("<body><div type='writingSession'><opener><seg type='letterhead'>"
               "<seg rend='left'>Press</seg><seg rend='right'><date>1. V. 93</date></seg>"
               "</seg><salute>Dear D!</salute></opener><p>So <salute>be it</salute>.</p>"
               "<closer>Many thanks<lb/>Yours<lb/><signed>B</signed>, <lb/>Keeper</closer>"
               "<postscript><p>More.</p></postscript></div><div type='envelope'><address>"
               "<addrLine>To D</addrLine></address></div></body>"),
        NULL,
        "heading: Bee to Dee, 1893\nletterhead: Press\ndateline: 1. V. 93\n"
        "salutation: Dear D!\nparagraph: So be it.\nclosing: Many thanks\nYours\n"
        "signature: B,\nKeeper\npostscript: More.\naddress: To D\n",
        "");
}

static void test_spellings(void)
{
    expect_letter(
        LETTER("<body><p>\n <choice>\n<reg>\n new\n</reg>\n<orig>old</orig></choice>\n"
               " , <choice><sic/><corr>x</corr></choice> <choice><orig>only</orig></choice>"
               " ge<c rend='s'>s</c>agt <c rendition='#dots' n='3'/> a<space/>b"
               " <subst><del>soll</del><add>will</add></subst>"
               " w<subst><del>i</del><add>e</add></subst>r"
               " a<gap reason='illegible' unit='chars' quantity='5'/>"
               "<del n='1'><p>gone.</p></del> on.</p></body>"),
        "Bee to Dee, 1893\nnew, x only gesagt ... a b soll will wier a[…]gone. on.", NULL, "");
}

static void test_as_written(void)
{
    struct collected got;
    collect_text(&got, "l.xml",
                 LETTER("<body><p>a <choice><sic>teh</sic><corr>the</corr></choice> b"
                        "<note n='1'><choice><sic/><corr>c</corr></choice></note></p></body>"));
    if (EXPECT_INT(got.letter_count, 2)) {
        EXPECT_TEXT(collect_words(&got, &got.letters[0]), "Bee to Dee, 1893\na the b[1: c]");
        EXPECT_INT(got.letters[0].blocks[1].spans[0].kind, SPAN_SUPPLIED);
        EXPECT_TEXT(collect_words(&got, &got.letters[1]), "Bee to Dee, 1893\na teh b");
        EXPECT_TEXT(got.letters[1].version_lang, "de-x-orig");
        EXPECT_INT(got.letters[1].version_kind, VERSION_TRANSCRIPTION);
        EXPECT_INT(got.letters[1].direction, DIRECTION_LTR);
    }
    EXPECT_TEXT(collect_warnings(&got), "");
    collect_fini(&got);
}

static void test_notes_apart(void)
{
    expect_letter(
        LETTER("<body><p>one <ref target='#n1'> 1 </ref> <note xml:id='n1'>A.</note> two"
               "<ref target='#n2'>*</ref>, <seg xml:id='s'>three</seg>, <anchor xml:id='k'/>"
               "four<note corresp='k'>D.</note> see <ref target='#n2'>the note on two</ref>"
               "</p></body><back><noteGrp><note xml:id='n2'>B.</note><note target='#s'>C."
               "</note></noteGrp></back>"),
        "Bee to Dee, 1893\none[1: A.] two[*: B.], three[3: C.], four[4: D.] see the note on "
        "two",
        NULL, "");
    expect_letter(
        LETTER("<body><p>a<note n='n39'><div xml:id='n39'><head><ref target='#back'>39</ref>"
               "</head><p>B.</p></div></note><note><gap/></note></p>"
               "<div type='comment'><p>Much.</p></div></body>"),
        "Bee to Dee, 1893\na[39: B.][*: Much.]", NULL, "l.xml:2: the note \"2\" has no words\n");
}

static void test_registers(void)
{
    struct collected got;
    collect_text(
        &got, "l.xml",
        LETTER("<body><p><rs type='person' ref='#p0 #p2'>all</rs> <placeName ref='#o1'>in"
               "</placeName> <rs ref='#w1'>it</rs></p></body><back><listPerson>"
               "<person xml:id='p2'><persName>Cee</persName></person></listPerson>"
               "<listPlace><place xml:id='o1'><placeName>Here</placeName></place></listPlace>"
               "<listBibl><bibl xml:id='w1'><title>Work</title><author>Bee</author></bibl>"
               "</listBibl></back>"));
    EXPECT_TEXT(got.error.message, "");
    EXPECT_INT(got.person_count, 1);
    if (EXPECT_INT(got.term_count, 2) && EXPECT_INT(got.letter_count, 1)) {
        EXPECT_TEXT(collect_words(&got, &got.letters[0]), "Bee to Dee, 1893\nall in it");
        EXPECT_TEXT(got.letters[0].blocks[1].spans[0].target, "p2");
        EXPECT_INT(collect_span_count(&got, SPAN_TERM), 2);
        EXPECT_TEXT(got.terms[1].name, "Work");
        EXPECT_TEXT(got.terms[1].blocks[0].text, "Bee");
    }
    collect_fini(&got);
}

static void test_languages(void)
{
    struct collected got;
    collect_text(
        &got, "l.xml",
        "<TEI xml:lang='eng'><teiHeader><titleStmt><title>T</title></titleStmt></teiHeader>"
        "<text xml:lang='ar'><body><p>\u0628 <persName xml:lang='fra'>Dee</persName></p>"
        "<p>Latin only</p><note xml:lang='de'>x</note><l><seg>\u0628</seg> <seg>\u062a</seg>"
        "</l><pb ed='shamela' n='s1'/><pb ed='print' n='4'/></body></text></TEI>");
    EXPECT_TEXT(got.error.message, "");
    if (EXPECT_INT(got.letter_count, 1) && EXPECT_INT(got.letters[0].block_count, 4)) {
        const struct letter *letter = &got.letters[0];
        EXPECT_INT(letter->direction, DIRECTION_RTL);
        EXPECT_TEXT(letter->blocks[1].spans[0].lang, "fr");
        EXPECT_TEXT(letter->blocks[2].lang, "en");
        EXPECT_TEXT(letter->notes[0].blocks[0].lang, "de");
        EXPECT_TEXT(letter->blocks[3].text, "\u0628 \u2003\u2003\u062a");
        EXPECT_INT(collect_span_count(&got, SPAN_PAGE_BREAK), 1);
    }
    collect_fini(&got);
    collect_text(&got, "l.xml", "<TEI><text><body><p>\u0440\u0443\u0441</p></body></text></TEI>");
    EXPECT_TEXT(got.letters[0].version_lang, "ru");
    EXPECT_TEXT(collect_warnings(&got),
                "l.xml:1: no language is given; by its script it is shown as \"ru\"\n");
    collect_fini(&got);
}

static void test_markers_and_indents(void)
{
    struct collected got;
    import_body(&got, "<list><item n='a.'>One</item><item>Two</item></list><lg><l>x</l>"
                      "<l rend='indent'>y</l></lg><closer><salute>Yours,</salute>"
                      "<signed>B</signed></closer><div style='display: none'>gone</div>");
    EXPECT_TEXT(got.error.message, "");
    if (EXPECT_INT(got.letter_count, 1) && EXPECT_INT(got.letters[0].block_count, 7)) {
        const struct block *blocks = got.letters[0].blocks;
        EXPECT_TEXT(blocks[1].marker, "a.");
        EXPECT_TEXT(blocks[2].marker, NULL);
        EXPECT_INT(blocks[3].level, 0);
        EXPECT_INT(blocks[4].level, 1);
        EXPECT_INT(blocks[5].kind, BLOCK_CLOSING);
        EXPECT_INT(blocks[6].kind, BLOCK_SIGNATURE);
    }
    collect_fini(&got);
}

static void test_pages_between_letters(void)
{
    struct collected got;
    collect_text(&got, "v.xml",
                 "<TEI><text><body><div><pb n='7' xml:id='pg_7'/><div type='document' xml:id='d1'>"
                 "<p>a <ref target='#pg_7'>page 7</ref></p></div></div></body></text></TEI>");
    EXPECT_TEXT(got.error.message, "");
    EXPECT_INT(got.letter_count, 1);
    if (EXPECT_INT(got.anchor_count, 2))
        EXPECT_TEXT(got.anchors[1], "v#pg_7 letter/v/d1@7");
    collect_fini(&got);
}

static void test_what_real_files_have(void)
{
    expect_body(
        "<p>A wor<lb break='no'/>d of ours.</p><object xmlns='http://www.w3.org/1999/xhtml'>"
        "<param/><p>From <b>the</b> <i>web</i>,<br/>here.</p></object>",
        "A word of ours.\nFrom the web,\nhere.", NULL, "");
    expect_letter(
        LETTER("<body><p>In <seg xml:id='s'>Vess</seg>.<note type='register'><ref "
               "target='#o1'/></note></p></body><back><noteGrp><note target='#s'>A "
               "harbour.</note><note target='#t'>An orphan.</note></noteGrp><div "
               "type='index'><list><item>Vess, 1</item></list></div><listPlace><place "
               "xml:id='o1'><placeName>Vess</placeName></place></listPlace></back>"),
        "Bee to Dee, 1893\nIn Vess[1: A harbour.].[2: An orphan.]", NULL,
        "l.xml:2: the note \"*\" is about \"#t\", which is nowhere in the text; its mark "
        "stands at the end\n"
        "l.xml:2: the element \"note\" is not letter text and is left out (1 place, first "
        "here)\n"
        "l.xml:2: the element \"index\" is not letter text and is left out (1 place, first "
        "here)\n");
}

static void test_letters_before_and_after(void)
{
    struct collected got;
    collect_text(&got, "l.xml",
                 "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><profileDesc><correspDesc>"
                 "<correspContext>"
                 "<ref type='withinCollection' subtype='previous_letter' target='L0'/>"
                 "<ref type='withinCorrespondence' subtype='previous_letter' target='L1.xml'/>"
                 "<ref type='nextLetter' target='https://example.org/letters/L2.html'>next</ref>"
                 "<ptr type='replyTo' target='#L3'/><ref type='Answered-by' target='v.xml#L4'/>"
                 "<ref type='belongsTo' target='c'/></correspContext></correspDesc></profileDesc>"
                 "</teiHeader><text><body><p>It rained.</p></body></text></TEI>");
    EXPECT_TEXT(got.relations, "l 2 l#L1\nl 3 l#L2\nl 0 l#L3\nl 1 l#L4\n");
    collect_fini(&got);
}

static void test_examples_are_no_letters(void)
{
    expect_letter(LETTER("<body><p>See:</p><egXML xmlns='http://www.tei-c.org/ns/Examples'>"
                         "<div type='letter'><p>Dear</p></div></egXML></body>"),
                  "Bee to Dee, 1893\nSee:\nDear", NULL, "");
}

static void test_titles_of_books(void)
{
    struct collected got;
    collect_text(&got, "t.xml",
                 LETTER("<body><div><head>Works 1893</head><div><head>Articles</head><dateline>May"
                        "</dateline><div><head>BEE TO DEE.<lb/>[1893]</head><p rend='left'>It "
                        "rained.</p></div></div></div></body>"));
    EXPECT_TEXT(got.error.message, "");
    if (EXPECT_INT(got.letter_count, 1)) {
        const struct letter *letter = &got.letters[0];
        EXPECT_TEXT(letter->summary.title, "BEE TO DEE. [1893]");
        EXPECT_TEXT(collect_blocks(&got, letter->blocks, letter->block_count),
                    "source line: Works 1893\nsource line: Articles\ndateline: May\n"
                    "heading: BEE TO DEE.\n[1893]\nparagraph: It rained.\n");
        EXPECT(!letter->blocks[letter->block_count - 1].flush);
    }
    collect_fini(&got);
}

#define DOCUMENT(id, title, year, words)                                                           \
    "<TEI" id "><teiHeader><fileDesc><titleStmt><title>" title "</title></titleStmt></fileDesc>"   \
    "<profileDesc><correspDesc><correspAction type='sent'><persName>A. Bee</persName><date "       \
    "when='" year "'/></correspAction></correspDesc></profileDesc></teiHeader><text><body>" words  \
    "</body></text></TEI>"

static void test_corpora(void)
{
    struct collected got;
    collect_text(&got, "c.xml",
                 "<teiCorpus xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt>"
                 "<title>All</title></titleStmt></fileDesc></teiHeader>" DOCUMENT(
                     " xml:id='x'", "One", "1886", "<p>It rained.</p>")
                     DOCUMENT("", "Two", "1887",
                              "<head>Headed</head><p>See <ref "
                              "target='#x'>it</ref>.</p>") "</teiCorpus>");
    EXPECT_TEXT(got.error.message, "");
    EXPECT_TEXT(collect_warnings(&got), "");
    EXPECT_TEXT(got.editions[0].title, "All");
    if (EXPECT_INT(got.letter_count, 2)) {
        EXPECT_TEXT(got.letters[0].summary.key.id, "x");
        EXPECT_TEXT(collect_words(&got, &got.letters[0]), "One\nIt rained.");
        EXPECT_TEXT(got.letters[0].summary.date.from, "1886");
        EXPECT_TEXT(got.letters[1].summary.key.id, "2");
        EXPECT_TEXT(collect_words(&got, &got.letters[1]), "Headed\nSee it.");
        EXPECT_TEXT(got.letters[1].summary.date.from, "1887");
        EXPECT_TEXT(got.letters[1].summary.sender.name, "A. Bee");
    }
    collect_fini(&got);
}

static void test_groups(void)
{
    struct collected got;
    collect_text(
        &got, "g.xml",
        LETTER("<front><p>Preface.</p></front><group>"
               "<text xml:id='a' n='1'><body><head>To B.</head><p>It rained.</p></body></text>"
               "<text xml:id='b'><body><head>To C.</head><p>Again.</p></body></text></group>"));
    EXPECT_TEXT(got.error.message, "");
    if (EXPECT_INT(got.letter_count, 2)) {
        EXPECT_TEXT(got.letters[0].summary.key.id, "a");
        EXPECT_TEXT(got.letters[0].summary.number, "1");
        EXPECT_TEXT(collect_words(&got, &got.letters[0]), "To B.\nIt rained.");
        EXPECT_TEXT(collect_words(&got, &got.letters[1]), "To C.\nAgain.");
    }
    collect_fini(&got);
}

static const struct harness_case cases[] = {
    {"white space is neither lost nor made", test_white_space},
    {"printed pages begin before their first word", test_pages},
    {"lists and tables", test_lists_and_tables},
    {"signatures, closings, postscripts", test_signatures},
    {"quotations and attachments", test_quotations_and_attachments},
    {"notes in notes, with one number, without any", test_notes},
    {"what is not known is kept and told once", test_unknown_is_kept_and_told},
    {"salutations of their own and run in", test_salutation},
    {"a volume's cards, correspondents, date and anchors", test_volume},
    {"what the header tells of its letter", test_header},
    {"an author is the sender of a letter, not of a volume", test_author},
    {"letterheads, salutations, closings, envelopes", test_letter_parts},
    {"one spelling of several, signs, corrections", test_spellings},
    {"a choice is read once more as written", test_as_written},
    {"notes apart from their marks", test_notes_apart},
    {"registers are cards, not text", test_registers},
    {"languages and directions", test_languages},
    {"list markers, indented lines, closings, hidden text", test_markers_and_indents},
    {"a page that begins between letters", test_pages_between_letters},
    {"joined lines, islands of XHTML, notes that are links, orphans", test_what_real_files_have},
    {"what the header says of letters before and after", test_letters_before_and_after},
    {"examples of encoding are no letters", test_examples_are_no_letters},
    {"a letter below the headings of its book", test_titles_of_books},
    {"a corpus of letters with headers of their own", test_corpora},
    {"letters that are texts of a group", test_groups},
    {"broken, not UTF-8, with a DTD, empty, not TEI", test_bad_files},
    {0},
};

int main(void)
{
    return harness_run(cases);
}
