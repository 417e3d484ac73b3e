// Talking to the service, and saying in words a person understands what went wrong.

import { load, save } from "./memory.js";

const KEY = "tracuu.key";
const session = () => sessionStorage;
const FIELDS = {
  question: "câu hỏi",
  q: "từ cần tìm",
  document: "số văn bản (ví dụ 57-NQ/TW)",
  number: "số văn bản (ví dụ 57-NQ/TW)",
  article: "mã bài viết",
  from: "từ ngày",
  to: "đến ngày",
  text: "nội dung",
  title: "tiêu đề",
  url: "địa chỉ",
  published: "ngày đăng",
  after: "hạn từ ngày",
  before: "hạn đến ngày",
  file: "tệp",
};
const WORDS = {
  401: "Cần khóa truy cập, hoặc khóa đang dùng không còn hiệu lực. Nhập khóa ở phần Nguồn.",
  403: "Khóa đang dùng không có quyền làm việc này; cần khóa quản trị.",
  404: "Không có mục này, hoặc nó đã được gỡ bỏ.",
  408: "Gửi quá lâu nên máy chủ đã ngừng nhận.",
  413: "Nội dung gửi lên quá lớn.",
  415: "Máy chủ không đọc được loại tệp này.",
  502: "Mô hình ngôn ngữ không trả lời được.",
  503: "Máy chủ chưa sẵn sàng: chưa có bài viết nào, hoặc kho đang bận. Thêm bài ở phần Nguồn, hoặc thử lại sau ít giây.",
};

const REFUSED = "This cannot be an article: ";
const REASONS = {
  "too short": "quá ngắn",
  empty: "không có gì trong đó",
  "no running text": "không có đoạn văn nào",
  neither: "không phải tiếng Việt hay tiếng Anh",
  "no reader": "không đọc được loại tệp này",
  "unknown kind": "không đọc được loại tệp này",
  binary: "không phải văn bản",
};

// Why an address was not fetched, by the word that the service gives.
const NOT_FETCHED = {
  address: "Đây không phải địa chỉ http hoặc https lấy được.",
  private: "Địa chỉ này không nằm trên Internet công cộng nên không được lấy.",
  robots: "Trang này yêu cầu các chương trình không lấy bài (robots.txt).",
  missing: "Máy chủ của trang không có bài này, hoặc không cho xem.",
  redirects: "Địa chỉ này chuyển hướng quá nhiều lần.",
  type: "Địa chỉ này không phải bài viết mà là loại tệp không đọc được.",
  encoding: "Trang được nén theo cách không đọc được, hoặc bị hỏng.",
  large: "Trang này quá lớn.",
  unresolved: "Không tìm thấy máy chủ có tên này. Hãy xem lại địa chỉ.",
  unreachable: "Không nối được với máy chủ của trang.",
  tls: "Chứng thư bảo mật của trang không đáng tin cậy.",
  timeout: "Máy chủ của trang trả lời quá chậm.",
  server: "Máy chủ của trang đang gặp lỗi; hãy thử lại sau.",
};

/** What went wrong, told for people; `status` is 0 where the service could not be reached. */
export class Problem extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Return the API key that this tab uses, or null. */
export const key = () => load(KEY, null, session);

/** Use an API key in this tab, or none. */
export const useKey = (value) => save(KEY, value || null, session);

/** Return the parameters of an address; a list gives one for each value, what is empty none. */
export function query(values) {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    for (const one of [value].flat()) if (one || one === 0) params.append(name, one);
  return params.toString() ? `?${params}` : "";
}

/** Send a request; return the response, or throw Problem. */
export async function send(address, { json, signal, headers = {}, ...options } = {}) {
  const given = new Headers(headers);
  if (key()) given.set("Authorization", `Bearer ${key()}`);
  if (json !== undefined) {
    given.set("Content-Type", "application/json");
    options = { method: "POST", body: JSON.stringify(json), ...options };
  }
  let response;
  try {
    response = await fetch(address, { ...options, headers: given, signal });
  } catch (error) {
    throw unreached(error);
  }
  if (!response.ok) throw problemOf(response.status, await body(response), response.headers);
  return response;
}

/** Return the JSON that an address gives. */
export async function get(address, signal) {
  const response = await send(address, { signal });
  try {
    return await response.json();
  } catch (error) {
    throw unreached(error);
  }
}

/** Yield the server-sent events of an answer as `[event, data]`; throw Problem. */
export async function* ask(question, conversation, signal) {
  const json = { question, conversation, stream: true };
  const response = await send("/v1/ask", { json, signal });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      const blocks = (held + value).split("\n\n");
      held = blocks.pop();
      for (const block of blocks) {
        const [event, data] = parsed(block);
        if (data === null) continue;
        if (event === "error") throw problemOf(data.status, data);
        yield [event, data];
        if (event === "done") return;
      }
    }
  } catch (error) {
    throw error instanceof Problem ? error : unreached(error);
  }
  throw new Problem(0, "Kết nối bị đứt khi câu trả lời chưa xong.");
}

/** Return name and data of one event, null where it is a comment that keeps the line open. */
function parsed(block) {
  // Not by regular expression: to it U+2028, which a quote may hold, ends a line too.
  const field = (name) => block.split("\n").find((line) => line.startsWith(`${name}: `));
  const data = field("data");
  return [field("event")?.slice(7), data === undefined ? null : JSON.parse(data.slice(6))];
}

async function body(response) {
  try {
    return await response.json();
  } catch {
    return {};
  }
}

function unreached(error) {
  if (error.name === "AbortError") return error;
  return new Problem(0, "Không nối được với máy chủ. Hãy xem chương trình còn chạy không.");
}

function problemOf(status, told, headers = new Headers()) {
  if (NOT_FETCHED[told.reason]) return new Problem(status, NOT_FETCHED[told.reason]);
  if (status === 429) {
    const wait = headers.get("Retry-After");
    if (told.reason) return new Problem(status, `Trang này yêu cầu chờ ${wait} giây rồi hãy lấy lại.`);
    return new Problem(status, `Máy chủ đang bận; thử lại sau ${wait ?? "vài"} giây.`);
  }
  if (status === 422 && told.detail?.startsWith(REFUSED)) {
    const known = Object.entries(REASONS).find(([why]) => told.detail.startsWith(REFUSED + why));
    return new Problem(status, `Đây không phải một bài viết: ${known?.[1] ?? "không đọc được"}.`);
  }
  if (status === 422) {
    const names = (told.errors ?? []).map(({ field }) => FIELDS[field.split(".").pop()]);
    const what = [...new Set(names.filter(Boolean))].join(", ");
    return new Problem(status, `Chưa đọc được ${what || "yêu cầu"}. Hãy xem lại.`);
  }
  const detail = "Máy chủ gặp lỗi khi làm việc này.";
  return new Problem(status, WORDS[status] ?? detail);
}
