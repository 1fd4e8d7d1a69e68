// Ana, who comes first to an empty house and sets it up, by hand and in her own words.

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

/** Answers the guide's ten steps: who leads, and otherwise what is proposed. */
export const answerGuide = async (page) => {
  for (let step = 1; step <= 10; step += 1) {
    await page.waitForURL(`**/agreement/new${step === 1 ? "" : `?step=${step}`}`);
    await page.click("#step button.primary");
  }
  await page.waitForURL("**/agreement/draft");
};
