// What this browser keeps between visits. Storage may be closed to the page; it then forgets.

/** Return what was saved under the key, or `otherwise`. */
export function load(key, otherwise, storage = () => localStorage) {
  try {
    return JSON.parse(storage().getItem(key)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** Save a value, or forget the key where it is null; return whether that worked. */
export function save(key, value, storage = () => localStorage) {
  try {
    if (value === null) storage().removeItem(key);
    else storage().setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
