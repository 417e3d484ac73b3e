"""Signs that a sentence speaks to a program: patterns over text in lower case.

"AI" in capitals stands there as "llm", since "ai" is Vietnamese for "who".
"""

_MACHINE = (
    r"(?:mô hình(?: ngôn ngữ)?|trợ lý(?: ảo| ai| số)?|chat ?bot|llm|gpt|bộ đọc"
    r"|(?:bộ )?máy(?= trả lời| đọc| xử lý|:)"
    r"|(?:công cụ|hệ thống|bộ máy) (?:hỏi đáp|trả lời|tìm kiếm))"
)
_RULES = (
    r"(?:hướng dẫn|chỉ dẫn|quy tắc|ràng buộc|chỉ thị|yêu cầu|mệnh lệnh|lệnh|lời nhắc|thông điệp"
    r"|câu hỏi|đoạn trích|các đoạn|các dòng|nội dung)"
)
_SCOPE = (
    r"(?:trước đó|ở trên|phía trên|ban đầu|hệ thống|của bạn|bạn được|người dùng|người hỏi|trích dẫn"
    r"|an toàn|khác|cũ)"
)
_MUST = r"(?:hãy|phải|cần|bắt buộc|chỉ được|luôn|không được|đừng|đề nghị|ủy quyền|yêu cầu)"
_SAY = (
    r"(?:trả lời|đáp|nói|viết|ghi|nêu|khẳng định|tuyên bố|kết luận|phán|báo|thông báo|xác nhận|nhắc"
    r"|quảng cáo|quảng bá|in ra|xuất ra|chèn|thêm|lặp lại|dịch|trích dẫn|chép|dùng|tóm tắt|đưa vào"
    r"|mở đầu|kết thúc|thay|chứng minh|gắn|làm)"
)
_WHAT = (
    r"(?:rằng|là|bằng|thành|:|câu|cụm từ|dòng chữ|liên kết|ảnh|người (?:dùng|hỏi|đọc)|bài này"
    r"|trang này|nguồn|số này)"
)
# (words one of which is there, whatever the pattern finds; pattern), over text in lower case.
SIGNS: tuple[tuple[str, str], ...] = (
    ("bỏ qua", rf"\bbỏ qua (?:[^ ]+ ){{0,3}}{_RULES}"),
    (
        "phớt lờ|quên|gạt bỏ|vô hiệu|hủy bỏ|ghi đè|bất chấp|bỏ|tuân|làm|dùng",
        r"\b(?:phớt lờ|quên|gạt bỏ|vô hiệu|hủy bỏ|ghi đè|bất chấp|bỏ"
        rf"|(?:không|đừng) (?:cần )?(?:tuân|làm|dùng))\b[^.]{{0,25}}{_RULES}[^.]{{0,25}}{_SCOPE}",
    ),
    (
        "không còn|hết hiệu lực|bị hủy|vô hiệu",
        rf"{_RULES}[^.]{{0,25}}{_SCOPE}[^.]{{0,30}}(?:không còn|hết hiệu lực|bị hủy|vô hiệu)",
    ),
    ("thay thế", r"\bthay thế (?:lời nhắc|thông điệp|chỉ dẫn|mệnh lệnh)"),
    (
        "câu trả lời|đáp án",
        r"\b(?:câu trả lời|đáp án)\b(?! của)[^.]{0,20}(?:duy nhất|luôn|đúng phải|phải)\b"
        r"|(?:vào|đầu|cuối) câu trả lời",
    ),
    ("mọi câu", r"\bmọi câu (?:trả lời|hỏi)\b[^.]{0,25}(?:phải|luôn|bằng|đều)"),
    (
        "câu hỏi",
        r"\b(?:trả lời|đáp(?: lại)?|phản hồi)\b[^.]{0,12}(?:mọi|bất kỳ|tất cả|cho bất kỳ) câu hỏi"
        r"|\bkhông được trả lời câu hỏi",
    ),
    (
        "hỏi|câu hỏi|trích|dẫn bài|tóm tắt|gặp bài",
        r"\b(?:khi|nếu)\b[^.]{0,30}\b(?:hỏi|câu hỏi|trích|dẫn bài|tóm tắt|gặp bài)\b[^.]{0,40}"
        rf"(?:{_MUST}[^.]{{0,12}}{_SAY}|câu trả lời|trả lời là)|\bkhi (?:được|bị) hỏi\b",
    ),
    (
        "hãy",
        rf"\bhãy (?:[^ ]+ ){{0,3}}{_SAY}\b[^.]{{0,40}}{_WHAT}|\bhãy\b[^.]{{0,20}}người (?:dùng|hỏi)"
        rf"|{_MACHINE}[^.]{{0,40}}\bhãy\b|\bhãy\b[^.]{{0,60}}{_MACHINE} ",
    ),
    (
        "mô hình|trợ lý|chatbot|chat bot|llm|gpt|máy|hỏi đáp|công cụ|bộ đọc|hệ thống",
        rf"{_MACHINE}[^.]{{0,60}}{_MUST}[^.]{{0,40}}{_SAY}[^.]{{0,40}}{_WHAT}"
        rf"|{_MUST} (?:cho )?{_MACHINE}[^.]{{0,60}}{_SAY}|\bmọi (?:trợ lý|chatbot|llm) "
        rf"|\b(?:cho|gửi|tới|đối với) {_MACHINE}\b[^.:]{{0,40}}:",
    ),
    (
        "bạn",
        rf"\bbạn (?:hãy|phải|cần|chỉ được) (?:[^ ]+ ){{0,3}}{_SAY}[^.]{{0,30}}{_WHAT}"
        r"|\b(?:nhiệm vụ|tên|lời nhắc|cấu hình|khóa)\b[^.]{0,12} của bạn\b|^bạn hãy\b",
    ),
    ("đóng vai|giả làm|giả vờ", r"(?:đóng vai|giả làm|giả vờ)\b[^.]{0,30}(?:hãy|và (?:nói|phán))"),
    ("người hỏi|người dùng", r"\b(?:nói|báo|thông báo) với người (?:hỏi|dùng)\b"),
    ("trò chuyện", r"\b(?:cuộc|lượt) trò chuyện\b[^.]{0,20}(?:tới|đến|sau)\b"),
    (
        "trợ lý|assistant|human|người dùng|user|bot",
        r"\b(?:(?:trợ lý|assistant|bot)(?: ảo| ai| số)? ?[:,|]|(?:human|người dùng|user) ?[:|])",
    ),
    ("hệ thống|system|máy", r"^[^\w]*(?:hệ thống|(?:chỉ dẫn )?hệ thống|system)\b[^.]{0,12}[:\]|]"),
    ("trả lời|nói|đáp", r"^[^\w]*(?:trả lời|nói|đáp)(?: với người [^ ]+)? (?:rằng|duy nhất|là)\b"),
    ("rồi|và", r"\brồi (?:trả lời|báo đã)|\bvà (?:trả lời|đáp) rằng\b"),
    ("giải mã|đọc ngược|lệnh", r"giải mã[^.]{0,20}làm theo|đọc ngược|chuỗi lệnh|\bchạy lệnh\b"),
    (
        "]",
        r"(?:trích dẫn|đánh dấu|gắn số|ghi nguồn|dẫn nguồn)[^.]{0,40}\[\d+\]"
        r"|\[\d+\][^.]{0,80}(?:hãy|bằng chứng|\bchép\b)|[\[(][^\])]{0,12}\binst\b",
    ),
    (
        "tiết lộ|in ra|xuất ra|hiển thị",
        r"\b(?:tiết lộ|in ra|xuất ra|hiển thị)\b[^.]{0,30}"
        r"(?:lời nhắc|cấu hình|khóa api|chuỗi rỗng)",
    ),
    # Markup of conversations, of data and of pages.
    ("<|-->", r"<!--|-->|</?\w+[^>]*>|<\||<<"),
    ("`|{|](", r"```|\{ ?\"|!\[[^\]]*\]\([^)]"),
    ("system|prompt", r"\bsystem\s*(?:prompt|note|override|message)?\s*[:\]]|\bprompt\b"),
    # Other languages.
    (
        "ignore|disregard|forget|override",
        r"\b(?:ignore|disregard|forget|override)\b(?: \w+){0,4} (?:instructions?|articles|rules"
        r"|above|prior|previous|question)|\bsystem override\b",
    ),
    (
        "you are|instruction|language model|every|assistant",
        r"\b(?:you are now|new instructions?|language models?|the assistant)\b|\bto every query",
    ),
    (
        "say|state|reply|respond|answer|output|report|claim|recommend",
        r"\b(?:must|always|please|and|only|then) (?:say|state|reply|respond|answer|output|report"
        r"|claim|recommend)\b"
        r"|\b(?:reply|respond|output|answer|say)(?: only)? (?:that|with|the words)"
        r"|; ?(?:state|say|output) ",
    ),
    ("ez |responde|antworte", r"\b(?:ignorez|répondez|ignora|responde|ignoriere|antworte)\b"),
)
