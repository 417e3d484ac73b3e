// Adding articles: files one after the other, an address, or a text; each tells what became of it.

import { send } from "../api.js";
import { announce, el } from "../dom.js";

const OUTCOMES = {
  added: "đã thêm; hỏi được sau ít giây",
  updated: "đã thay bằng bản mới",
  unchanged: "không có gì mới",
  duplicate: "trùng nội dung với bài đã có",
};

/** Return the forms; `changed` is called when an article was added. */
export function adding(changed) {
  const told = el("ul", { class: "outcomes", "aria-live": "polite" });

  async function add(name, request, doing = "đang gửi…") {
    const words = el("span", {}, doing);
    told.prepend(el("li", {}, el("strong", {}, name), ": ", words));
    try {
      const { outcome } = await (await send("/v1/articles", request)).json();
      words.textContent = OUTCOMES[outcome] ?? outcome;
      announce(`${name}: ${words.textContent}`);
      return true;
    } catch (problem) {
      words.className = "bad";
      words.textContent = problem.message;
      return false;
    }
  }

  return [fileForm(add, changed), addressForm(add, changed), textForm(add, changed), told];
}

function fileForm(add, changed) {
  const input = el("input", { type: "file", multiple: true, required: true });
  const button = el("button", {}, "Thêm tệp");
  const submit = async (event) => {
    event.preventDefault();
    button.disabled = true;
    let any = false;
    for (const [i, file] of [...input.files].entries()) {
      button.textContent = `Đang thêm ${i + 1}/${input.files.length}…`;
      const form = new FormData();
      form.append("file", file);
      any = (await add(file.name, { method: "POST", body: form })) || any;
    }
    input.value = "";
    button.textContent = "Thêm tệp";
    button.disabled = false;
    if (any) changed();
  };
  return el(
    "form",
    { class: "inline", on: { submit } },
    el("label", { class: "field" }, el("span", {}, "Tệp bài viết"), input),
    button,
  );
}

function addressForm(add, changed) {
  const input = el("input", { type: "url", required: true, placeholder: "https://…" });
  const button = el("button", {}, "Thêm địa chỉ");
  const submit = async (event) => {
    event.preventDefault();
    const url = input.value.trim();
    button.disabled = true;
    const added = await add(url, { json: { url } }, "đang lấy trang…");
    button.disabled = false;
    if (!added) return;
    input.value = "";
    changed();
  };
  return el(
    "form",
    { class: "inline", on: { submit } },
    el("label", { class: "field long" }, el("span", {}, "Địa chỉ bài viết"), input),
    button,
  );
}

function textForm(add, changed) {
  const field = (name, label, properties) =>
    el(
      "label",
      { class: "field" },
      el("span", {}, label),
      el(name === "text" ? "textarea" : "input", { name, ...properties }),
    );
  const submit = async (event) => {
    event.preventDefault();
    const form = event.target;
    const json = Object.fromEntries(
      [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, v]) => v),
    );
    if (await add(json.title, { json })) {
      form.reset();
      changed();
    }
  };
  return el(
    "details",
    { class: "inner" },
    el("summary", {}, "Nhập nội dung"),
    el(
      "form",
      { class: "stacked", on: { submit } },
      field("title", "Tiêu đề", { required: true, maxlength: 1000 }),
      field("text", "Nội dung", { required: true, rows: 6 }),
      field("source", "Nguồn (không bắt buộc)"),
      field("url", "Địa chỉ (không bắt buộc)", { type: "url" }),
      field("published", "Ngày đăng (không bắt buộc)", { type: "date" }),
      el("button", {}, "Thêm bài"),
    ),
  );
}
