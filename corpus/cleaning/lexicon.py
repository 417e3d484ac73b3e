"""Words of page furniture: one feature among several, never the reason alone to cut prose."""

import re

# What pages say of themselves to their visitors, in the order of kinds: lists of other articles,
# comments and sharing, ratings and polls, accounts, counters, legal notices, navigation, media.
_PHRASES = """
đọc thêm|xem thêm|mời bạn đọc|mời quý vị đọc|(tin|bài|bài viết|tin bài|thông tin) (có )?liên quan
|(các |những )?(tin|bài|bài viết|tin bài|tin tức|chủ đề) (khác|mới hơn|cũ hơn|mới nhất|mới|nóng)
|cùng (chuyên mục|chủ đề|tác giả|danh mục)|(tin|bài) cùng chuyên mục|tin (nổi bật|đọc nhiều|xem nhiều)
|(đọc|xem|quan tâm) nhiều( nhất)?|nổi bật|mới nhất|mới cập nhật|đáng chú ý|tin tức|tiêu điểm
|có thể bạn (quan tâm|thích|chưa biết)|bạn có thể (thích|quan tâm)|dành cho bạn|gợi ý cho bạn|đề xuất
|bài viết (hay|nổi bật|mới)|văn bản mới|văn bản liên quan|theo dòng sự kiện|xem tiếp|đọc tiếp
|bình luận|ý kiến (bạn đọc|của bạn|độc giả)|phản hồi|góp ý|gửi (bình luận|ý kiến|phản hồi|bài)|trả lời
|chia sẻ( bài viết)?|facebook|zalo|twitter|youtube|tiktok|instagram|linkedin|messenger|telegram
|(sao chép|copy) (link|liên kết|đường dẫn)|in (trang|bài( viết)?)|bản in|gửi (email|mail|cho bạn bè)
|lưu bài( viết)?|theo dõi|google news|quan tâm|thích|like|share|fanpage|báo xấu|báo cáo vi phạm
|tổng số điểm( của bài viết)?|(trong )?\\d+ đánh giá|đánh giá( bài viết)?|xếp hạng|click để|bấm vào đây
|bình chọn|thăm dò( ý kiến)?|ý kiến thăm dò|biểu quyết|khảo sát|kết quả bình chọn
|đăng nhập|đăng ký|đăng xuất|tài khoản|mật khẩu|quên mật khẩu|trạng thái|thành viên|không sử dụng site
|nhập email|email của bạn|nhận (bản )?tin|thông báo|newsletter|cookie|trình duyệt
|(lượt|số lượt|đã|số lần) (xem|đọc|tải|truy cập|nghe|thích|chia sẻ)|(đang|tổng|số người) (lượt )?truy cập
|tổng (số )?(lượt )?truy cập|truy cập|khách( viếng thăm)?|máy chủ tìm kiếm|thống kê|trực tuyến|online
|hôm (nay|qua)|(tuần|tháng|năm) (này|trước|hiện tại)|tất cả|thời gian chờ
|copyright|all rights reserved|bản quyền( thuộc( về)?)?|giấy phép( số| hoạt động| thiết lập)?|ghi rõ nguồn
|phát hành lại|sao chép|cơ quan chủ quản|(phó )?tổng biên tập|chịu trách nhiệm( nội dung| chính)?|tòa soạn
|toà soạn|trụ sở( chính)?|địa chỉ|điện thoại|đường dây nóng|hotline|fax|e-?mail|website|liên hệ( quảng cáo)?
|quảng cáo|tài trợ|thiết kế bởi|powered by|phát triển bởi|điều khoản( sử dụng)?|chính sách( bảo mật| riêng tư)?
|trang chủ|giới thiệu|sơ đồ( trang| site)?|site ?map|rss|menu|tìm kiếm|chuyên mục|danh mục|chủ đề|từ khóa
|từ khoá|tags?|liên kết( website| web| nhanh)?|web ?links?|(về|lên) đầu trang|quay lại|trở (lại|về)|xem tất cả
|xem chi tiết|trang (sau|trước|tiếp)|bài (trước|sau|tiếp theo)|tiếp theo|kế tiếp|đóng|ẩn|mở rộng|thu gọn|top
|video|clip|podcast|infographic|e-?magazine|multimedia|longform|ảnh|media|audio|nghe (bài|đọc)|giọng đọc
|cỡ chữ|phóng to|tải (ứng dụng|app|về|xuống)|app store|google play|thời tiết|tỷ giá|giá vàng|lịch vạn niên
|chế độ tối|ngôn ngữ|tiếng việt|english|đặt báo|rao vặt|tuyển dụng|hỏi đáp|mạng xã hội|kết nối với
"""
_FURNITURE = re.compile(rf"(?<!\w)(?:{_PHRASES.strip().replace(chr(10), '')})(?!\w)", re.IGNORECASE)
# Which of them open a list of other things; after such a line the page speaks of something else.
_OPENERS = re.compile(
    r"\W*(?:(các |những |một số )?(tin|bài|bài viết|tin bài|tin tức|văn bản|video|chủ đề|sự kiện)s?"
    r"( (có )?liên quan| khác| mới| nổi bật| cùng.*| đọc nhiều.*| xem nhiều.*| hay| hot| nóng|"
    r" mới nhất| mới hơn| cũ hơn| tiêu điểm| tiếp theo| cùng)+"
    r"|(đọc|xem) (thêm|tiếp|nhiều( nhất)?|cùng.*)|cùng (chuyên mục|chủ đề|tác giả|danh mục)"
    r"|(có thể )?bạn (có thể )?(quan tâm|thích|cũng sẽ thích)|(dành|gợi ý|đề xuất) cho bạn"
    r"|liên quan|nổi bật|mới nhất|tin mới|tin nóng|tiêu điểm|đáng chú ý|đọc nhiều.*|được quan tâm.*"
    r"|videos?|multimedia|media|ảnh|podcast|bình luận.*|ý kiến.*|phản hồi.*|góp ý.*|thảo luận"
    r"|thống kê.*|truy cập|liên kết.*|thăm dò.*|bình chọn.*|tags?|từ kho[áa]|chủ đề|sự kiện"
    r"|mời .{0,12}(đọc|xem).*)\W*\d{0,4}\W*",
    re.IGNORECASE,
)


def coverage(text: str) -> float:
    """Return the share of the characters of `text` that are words of page furniture, 0 to 1."""
    if not text or len(text) > 400:
        return 0.0
    return sum(found.end() - found.start() for found in _FURNITURE.finditer(text)) / len(text)


def opens_list(text: str) -> bool:
    """Return whether a line announces a list of other articles, comments or statistics."""
    return len(text) <= 60 and _OPENERS.fullmatch(text) is not None
