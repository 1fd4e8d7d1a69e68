// Ana, who comes first to an empty house and sets it up, by hand and in her own words; and Tom, who signs beside her.

/** The password of whoever comes in by a link. */
export const SECRET = "six other words of his own";
/** A list with somebody in it, and a row that cannot be taken in. */
const LIST = [
  "Email,First Name,Last Name,Company name,Job Title,Number of Employees,Country",
  "mina.park@hanbit.example,Mina,Park,Hanbit Logistics,Director of Operations,420,KR",
  "no-address,Bo,Ken,,,,",
].join("\n");

/** How Ana comes in. */
export const ANA = { mail: "ana@acme.example", password: "ten plain words are long" };

/** The first visit to an empty house, by somebody who reads this language. */
export const setUp = async (page, language = "en") => {
  await page.goto("/");
  await page.waitForURL("**/welcome");
  await page.fill("#company", "Acme");
  await page.fill("#name", "Ana Ruiz");
  await page.fill("#mail", ANA.mail);
  await page.fill("#password", ANA.password);
  await page.selectOption("#language", language);
  await page.click("form button");
  await page.waitForURL((url) => url.pathname !== "/welcome");
};

/** Begins the guide, and answers its ten steps: who leads, and otherwise what is proposed. */
export const draft = async (page) => {
  await page.goto("/agreement/new");
  await page.click("form[action='/agreement/new'] button");
  for (let step = 1; step <= 10; step += 1) {
    await page.waitForURL(`**/agreement/new${step === 1 ? "" : `?step=${step}`}`);
    await page.click("#step button.primary");
  }
  await page.waitForURL("**/agreement/draft");
};

/** Proposes what the guide made, signs it, and answers the link for whoever signs for the other side. */
export const proposeAndSign = async (page) => {
  await page.goto("/agreement/draft");
  await page.click("form[action='/agreement/draft/propose'] button");
  await page.fill("#password", ANA.password);
  await page.click("#sign form button.primary");
  await page.waitForURL(/told=signed/);
  await page.fill("form[action*=invite] input[name=name]", "Tom Reed");
  await page.click("form[action*=invite] button");
  return page.getAttribute("[data-link]", "data-link");
};

/** Comes in by a link, with a password of one's own. */
export const join = async (page, link) => {
  await page.goto(link);
  await page.fill("#password", SECRET);
  await page.click("form button");
  await page.waitForURL((url) => !url.pathname.startsWith("/link"));
};

/** Comes in by a link and signs what waits. */
export const joinAndSign = async (page, link) => {
  await join(page, link);
  await page.goto("/agreement");
  await page.click("a[href^='/agreement/proposals/']");
  await page.fill("#password", SECRET);
  await page.click("#sign form button.primary");
  await page.waitForURL(/told=in-force/);
};

/** Gives a list to the import: what its columns mean is proposed. */
export const uploadList = async (page) => {
  await page.goto("/setup/import");
  await page.setInputFiles("#file", { name: "leads.csv", mimeType: "text/csv", buffer: Buffer.from(LIST) });
  await page.click("form[enctype] button.primary");
  await page.waitForSelector("form.stack");
};

/** Has the list tried. */
export const tryList = async (page) => {
  await uploadList(page);
  await page.click("form.stack button.primary");
  await page.waitForURL("**/preview");
};

/** Brings the list in. */
export const importList = async (page) => {
  await tryList(page);
  await page.click("form[action$=start] button.primary");
  await page.waitForURL("**/came");
  await page.waitForSelector("a[href$='rejects.csv']");
};

let keys = 0;
/** Makes a key for the website, and answers it: it is shown this once. */
export const makeKey = async (page, name = `Website ${(keys += 1)}`) => {
  await page.goto("/setup/keys");
  await page.fill("#name", name);
  await page.click("form[action='/setup/keys'] button.primary");
  return page.inputValue("#secret");
};

/** Gives a list of holidays to be reviewed: a day, and one that is further ahead. */
export const reviewHolidays = async (page) => {
  const year = new Date().getUTCFullYear() + 1;
  const day = (uid, date, name) => ["BEGIN:VEVENT", `UID:${uid}`, `DTSTART;VALUE=DATE:${year}${date}`, `SUMMARY:${name}`, "END:VEVENT"];
  const text = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//days//", ...day("a", "0501", "Labour Day"), ...day("b", "1224", "Closed on Christmas Eve"), "END:VCALENDAR", ""].join("\r\n");
  await page.goto("/setup/calendars");
  await page.setInputFiles("input[type=file]", { name: "days.ics", mimeType: "text/calendar", buffer: Buffer.from(text) });
  await page.click("form[action$=review] button.primary");
  await page.waitForURL("**/review");
};
