"""Words of page furniture: one feature among several, never the reason alone to cut prose."""

import re
from typing import Literal

# What pages say of themselves to their visitors.
_PHRASES = {
    "lists of other articles": """
        đọc thêm, xem thêm, đọc tiếp, xem tiếp, mời bạn đọc, mời quý vị đọc, tin liên quan, bài
        liên quan, bài viết liên quan, tin bài liên quan, tin tức liên quan, văn bản mới, tin
        khác, các tin khác, bài khác, bài viết khác, các bài viết khác, tin mới, tin mới hơn,
        tin cũ hơn, tin mới nhất, bài mới nhất, bài viết mới, tin nóng, tin tức, tin nổi bật,
        bài nổi bật, bài viết nổi bật, bài viết hay, tin đọc nhiều, tin xem nhiều, đọc nhiều,
        đọc nhiều nhất, xem nhiều, xem nhiều nhất, quan tâm nhiều nhất, quan tâm nhất, nổi bật,
        mới nhất, mới cập nhật, đáng chú ý, tiêu điểm, cùng chuyên mục, tin cùng chuyên mục, bài
        cùng chuyên mục, cùng chủ đề, cùng tác giả, cùng danh mục, có thể bạn quan tâm, có thể
        bạn thích, bạn có thể thích, bạn có thể quan tâm, có thể bạn chưa biết, dành cho bạn,
        gợi ý cho bạn, theo dòng sự kiện, bài trước, bài sau, bài tiếp theo, xem tất cả, xem chi
        tiết, trang sau, trang trước, related posts, related articles, related stories, related
        news, read more, next post, previous post, next article, previous article, most read,
        most popular, popular, latest, latest news, trending, you may like, you may also like,
        archives, categories""",
    "comments and sharing": """
        bình luận, gửi bình luận, xem thêm bình luận, ý kiến bạn đọc, ý kiến của bạn, ý kiến độc
        giả, gửi ý kiến, gửi phản hồi, chia sẻ, chia sẻ bài viết, facebook, zalo, twitter,
        youtube, tiktok, instagram, linkedin, messenger, telegram, sao chép link, copy link, sao
        chép liên kết, in trang, in bài, in bài viết, bản in, gửi email, gửi mail, gửi cho bạn
        bè, gửi bài, lưu bài, lưu bài viết, google news, like, share, fanpage, báo xấu, báo cáo
        vi phạm, comment, comments, no comments, recent comments, post comment, leave a reply,
        leave a comment, tweet, follow us, print, email address, required fields""",
    "ratings, polls and accounts": """
        tổng số điểm, tổng số điểm của bài viết, của bài viết, đánh giá bài viết, click để, bấm
        vào đây, bình chọn, thăm dò, thăm dò ý kiến, ý kiến thăm dò, biểu quyết, kết quả bình
        chọn, đăng nhập, tên đăng nhập, đăng xuất, tài khoản, mật khẩu, quên mật khẩu, trạng
        thái đăng nhập, không sử dụng site, không sử dụng trang, nhập email, email của bạn, nhận
        tin, nhận bản tin, newsletter, cookie, trình duyệt, log in, login, sign in, sign up,
        subscribe, click here""",
    "counters": """
        lượt xem, lượt đọc, lượt tải, lượt truy cập, lượt nghe, lượt thích, số lượt xem, đã xem,
        lần xem, đang truy cập, người truy cập, số người truy cập, tổng truy cập, tổng lượt truy
        cập, tổng số truy cập, tổng số lượt truy cập, khách viếng thăm, máy chủ tìm kiếm, thống
        kê truy cập, online, đang online, hôm nay, hôm qua, tuần này, tháng này, tháng trước,
        tuần trước, tháng hiện tại, năm nay, tất cả, thời gian chờ""",
    "legal notices and addresses": """
        copyright, all rights reserved, bản quyền, bản quyền thuộc, bản quyền thuộc về, giấy
        phép số, giấy phép hoạt động, giấy phép thiết lập, ghi rõ nguồn, phát hành lại, cơ quan
        chủ quản, cơ quan ngôn luận, tổng biên tập, phó tổng biên tập, chịu trách nhiệm nội
        dung, chịu trách nhiệm chính, tòa soạn, toà soạn, địa chỉ, điện thoại, đường dây nóng,
        hotline, fax, email, e-mail, liên hệ, liên hệ quảng cáo, quảng cáo, thiết kế bởi, phát
        triển bởi, powered by, điều khoản sử dụng, chính sách bảo mật, chính sách riêng tư,
        quyền riêng tư, privacy policy, terms of use, terms of service, advertisement,
        sponsored, contact, contact us""",
    "navigation": """
        trang chủ, sơ đồ, sơ đồ trang, sơ đồ site, sitemap, site map, rss, menu, tìm kiếm, tìm
        kiếm nâng cao, chuyên mục, chủ đề, từ khóa, từ khoá, tag, tags, liên kết, liên kết
        website, liên kết web, liên kết nhanh, weblink, về đầu trang, lên đầu trang, đầu trang,
        trở lại, đóng, ẩn, thu gọn, top, ngôn ngữ, tiếng việt, english, cỡ chữ, phóng to, chế độ
        tối, mạng xã hội, kết nối với, kết nối với chúng tôi, home, about us, search, skip to
        content, tệp đính kèm, file đính kèm, tải tệp, tải về, tải xuống""",
    "other media, goods and services": """
        video, videos, clip, podcast, infographic, e-magazine, emagazine, multimedia, longform,
        media, audio, nghe bài, nghe bài viết, nghe đọc, giọng đọc, tải ứng dụng, tải app, app
        store, google play, thời tiết, tỷ giá, giá vàng, lịch vạn niên, đặt báo, rao vặt, mua
        ngay, đặt hàng, giỏ hàng, thêm vào giỏ, khuyến mãi, xem giá""",
}
_TABLE = frozenset(
    tuple(phrase.replace("-", " ").split())
    for group in _PHRASES.values()
    for phrase in group.split(",")
    if phrase.strip()
)
_FIRST = frozenset(phrase[0] for phrase in _TABLE)
_LONGEST = max(map(len, _TABLE))
_MOST_WORDS = 60
# Lines that announce a list of other articles, within the article or below it.
_LIST = re.compile(
    r"\W*(?:(?:các |những |một số )?(?:tin|bài|bài viết|tin bài|tin tức|văn bản|videos?|sự kiện)"
    r"(?: (?:có )?liên quan| khác| mới| nổi bật| cùng.*| đọc nhiều.*| xem nhiều.*| hay| hot| nóng"
    r"| mới nhất| mới hơn| cũ hơn| tiêu điểm| tiếp theo| trước| sau)+"
    r"|(?:đọc|xem) (?:thêm|tiếp|nhiều(?: nhất)?|cùng.*)|cùng (?:chuyên mục|chủ đề|tác giả|danh mục)"
    r"|(?:có thể )?bạn (?:có thể )?(?:quan tâm|thích|cũng sẽ thích)|(?:dành|gợi ý|đề xuất) cho bạn"
    r"|liên quan|nổi bật|mới nhất|tin mới|tin nóng|tiêu điểm|đáng chú ý|đọc nhiều.*|được quan tâm.*"
    r"|videos?|multimedia|media|ảnh|podcast|tags?|từ khóa|từ khoá|chủ đề|sự kiện"
    r"|mời .{0,12}(?:đọc|xem).*|(?:related|recent|latest|popular|more|other) \w+|read (?:more|also)"
    r"|most (?:read|popular)|trending(?: now)?|you may also like|recommended(?: for you)?"
    r"|(?:next|previous)(?: post| article)?)\W*\d{0,4}\W*",
    re.IGNORECASE,
)
# Lines below which only the page goes on: comments, statistics, polls, links.
_REST = re.compile(
    r"\W*(?:\d{0,4}\s*(?:bình luận|ý kiến|phản hồi|góp ý|thảo luận|comments?)"
    r"(?: (?:bạn đọc|của bạn|độc giả|bài viết|\W*\d+.*))?"
    r"|gửi (?:bình luận|ý kiến|phản hồi|câu hỏi).*|(?:viết|để lại|thêm) (?:một )?bình luận.*"
    r"|leave a (?:reply|comment)|thống kê(?: truy cập)?|truy cập|lượt truy cập.*"
    r"|liên kết (?:website|web|nhanh|hữu ích)|thăm dò(?: ý kiến)?|bình chọn|nhận (?:bản )?tin.*"
    r"|newsletter|archives|categories)\W*\d{0,4}\W*",
    re.IGNORECASE,
)
# A link on a line of its own, with what it leads to.
_TOPICS = re.compile(
    r"\W*(?:chủ đề|từ khóa|từ khoá|tags?|chuyên mục|danh mục|nhãn|thẻ)\b[^.;?!]{0,60}",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"\W*(?:(?:xem|đọc|nghe|tìm hiểu) (?:thêm|tiếp|ngay)\s*[:>»-]|(?:tin|bài)( viết)? liên quan\s*:"
    r"|>>|»|►|▶|☞|👉|\[(?:video|clip|ảnh|photo|infographics?|audio|podcast)\]"
    r"|(?:video|clip|infographics?|podcast|related|read more|see also)\s*[:|])",
    re.IGNORECASE,
)


def coverage(words: list[str]) -> float:
    """Return the share of the letters of a line that are words of page furniture, 0 to 1.

    `words` are the line's, in lower case. A long line is running text and counts as 0.
    """
    if not 0 < len(words) <= _MOST_WORDS:
        return 0.0
    # A word that is said twice is the matter of the line rather than twice the furniture.
    covered: set[str] = set()
    index = 0
    while index < len(words):
        found = _phrase_at(words, index) if words[index] in _FIRST else 0
        if found:
            covered.add("".join(words[index : index + found]))
        index += found or 1
    return sum(map(len, covered)) / sum(map(len, words))


def _phrase_at(words: list[str], index: int) -> int:
    """Return the number of words of the longest phrase that begins at `index`, 0 for none."""
    for length in range(min(_LONGEST, len(words) - index), 0, -1):
        if tuple(words[index : index + length]) in _TABLE:
            return length
    return 0


def opens(text: str) -> Literal["list", "rest"] | None:
    """Return what a line announces: a list of other articles, the rest of the page, or nothing."""
    if len(text) > 60:
        return None
    if _REST.fullmatch(text):
        return "rest"
    return "list" if _LIST.fullmatch(text) else None


def points_elsewhere(text: str) -> bool:
    """Return whether a line is a link to something else: ">> …", "Xem thêm: …", "Chủ đề …"."""
    if len(text) > 250:
        return False
    return _POINTER.match(text) is not None or _TOPICS.fullmatch(text) is not None
