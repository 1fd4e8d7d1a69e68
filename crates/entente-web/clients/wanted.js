// Which tests are wanted: those whose name contains the word after the script's name.
export const wanted = process.argv[2] ?? "";
