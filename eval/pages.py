"""The words of a report: what it says around the figures, and how it looks."""

SUMMARY = """<p lang="vi"><strong>Tóm tắt.</strong> Trang này cho biết Tra cứu trả lời đúng đến đâu.
Mỗi con số là tỷ lệ câu hỏi, kèm khoảng tin cậy 95 %: nếu hỏi những câu khác cùng loại, kết quả hầu
như chắc chắn nằm trong khoảng đó. Khi bài viết không có câu trả lời, chương trình phải nói là không
có; trả lời bừa bị tính là sai.</p>"""

# Title and explanation of each section.
TEXTS = {
    "key": (
        "Key figures",
        "Each figure is a share of questions. The interval says how far chance may have moved it: "
        "asked other questions of the same sort, the program would almost surely stay inside. "
        "<em>correct</em>: the answer states the fact. <em>cited</em>: and a quote of the right "
        "article holds it. <em>abstained_rightly</em>: the articles do not say, and the program "
        "says so. <em>answered_wrongly</em>: what should be low. <em>P@1</em>: the first text "
        "found is the right one; <em>R@10</em>: it is among the first ten. <em>evidence</em>: the "
        "sentence quoted holds the answer; <em>EM</em> and <em>F1</em>: the short answer is the "
        "expected one, word for word or in part.",
    ),
    "kinds": (
        "By kind of question",
        "How many questions of each kind went right; the number of questions stands beside the "
        "kind, the thin line is the 95 % interval. Kinds marked <em>to be refused</em> ask for "
        "what the articles do not say.",
    ),
    "accents": (
        "With and without diacritics",
        "The same questions, as written and as typed without Vietnamese diacritics.",
    ),
    "risk": (
        "What abstaining is worth",
        "From left to right ever less sure answers are let through. A good program stays low for "
        "long: its wrong answers are those it is least sure of. Always abstaining would be the "
        "empty left edge: no wrong answer, and no answer.",
    ),
    "confidence": (
        "Can the confidence be believed?",
        "Answers in groups of the same size, by the confidence that the program states. On the "
        "dashed line it is neither too sure nor too modest; the numbers count the answers.",
    ),
    "latency": (
        "How long a question takes",
        "Share of the questions that were done within a time, inside the program, one after the "
        "other.",
    ),
    "causes": (
        "Why questions went wrong",
        "Every question that did not go right, by what went wrong: finding the article, choosing "
        "the sentence, or judging whether to answer at all. The most frequent cause comes first; "
        "that is where work pays most.",
    ),
    "wrong": (
        "Answered wrongly",
        "What the program answered though it should not have, or wrongly; the surest first.",
    ),
    "made": ("What this was made with", "The encoder's name covers its weights and its tokenizer."),
}

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tra cứu: quality report</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; color: #1d2430; background: #fff;
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
h1, h2, h3 {{ line-height: 1.2; }}
h2 {{ margin-top: 2.5rem; border-top: 1px solid #d5dae1; padding-top: 1rem; }}
section {{ overflow-x: auto; }}
figure {{ margin: 1rem 0; }}
figcaption {{ color: #566070; font-size: 0.9rem; }}
img {{ max-width: 100%; height: auto; }}
table {{ border-collapse: collapse; font-size: 0.9rem; }}
th, td {{ text-align: left; padding: 0.3rem 0.8rem 0.3rem 0; border-bottom: 1px solid #e3e6ea;
  vertical-align: top; }}
</style>
</head>
<body>
<h1>Tra cứu: quality report</h1>
{summary}
{sections}
</body>
</html>
"""
