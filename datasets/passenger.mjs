// One passenger as twelve texts; an empty text is a missing cell. The proportions are those of the Titanic's list: names of
// 12 to 80 characters, a fifth of the ages and three quarters of the cabins missing, two ports in a thousand.

const familyNames = [
  "Abelson", "Ahlin", "Andersson", "Asplund", "Baxter", "Beckwith", "Bjørnström", "Brown", "Carter", "Chapman", "Coelho", "Dakic",
  "Davies", "de Mulder", "del Carlo", "Fortune", "Goldsmith", "Gustafsson", "Hakkarainen", "Harper", "Hickman", "Jönsson", "Kelly",
  "Lefebvre", "Lindström", "McGowan", "Minahan", "Natsch", "O'Brien", "O'Dwyer", "Østby", "Panula", "Petroff", "Ryerson", "Sandström",
  "Silvén", "Skoog", "Thorneycroft", "van Billiard", "Vander Planke", "Wick", "Yousseff", "Zabour", "Čačić",
];
const maleNames = [
  "Albert A", "Anders Gustaf", "Bernard", "Charles Alexander", "Edgar Joseph", "Ernst William", "George", "Harald", "Hugh Woolner",
  "James Joseph", "Jean Baptiste", "John Henry Perkin", "Karl Siegwart Andreas", "Leslie", "Martin", "Nils Johan Göransson",
  "Óscar", "Patrick", "Richard Frasar", "Samuel L", "Thomas William Solomon", "Victor", "Washington Augustus II", "Yngve",
];
const femaleNames = [
  "Ada", "Anna Sofia", "Bertha", "Catherine Helen", "Delia", "Edith Eileen", "Ellen Natalia", "Elizabeth Anne", "Emily Louisa",
  "Greta", "Hanora", "Ingeborg Constanzia", "Jeannie", "Kate", "Lillian Gertrud", "Margaret", "Marija", "Mathilde Françoise",
  "Nora", "Ólöf", "Rosalie", "Stina Viola", "Wendla Maria", "Zoë",
];
const nicknames = ["Bessie", "Bertie", "Jack", "Kittie", "Lottie", "Mickey", "Molly", "Ned", "Nellie", "Polly", "Ted", "Winnie"];
// Names outside the Latin alphabet, rare on the list and common in data: two, three and four bytes a character in UTF-8.
const otherNames = ["王 小明", "Ιωάννης Παπαδόπουλος", "Дмитрий Иванов", "鈴木 一郎", "نوال حداد"];
// Outside the basic plane: one code point, two UTF-16 units. Lengths counted in the two ways differ here, and only here.
const astralNames = ["𠮷田 花子", "Star ⭐ Child 🚢", "Ada 👩‍🚀"];
const titles = { male: ["Mr.", "Mr.", "Mr.", "Mr.", "Mr.", "Mr.", "Mr.", "Master.", "Dr.", "Rev."], female: ["Miss.", "Miss.", "Mrs.", "Mrs.", "Mrs.", "Mlle."] };
const ticketPrefixes = ["PC ", "A/5 ", "STON/O2. ", "C.A. ", "SOTON/OQ ", "W./C. ", "S.O.C. "];

/** Cells of passenger `id`, in the order of the header. */
export function makePassenger(id, random) {
  const below = (n) => Math.floor(random() * n);
  const pick = (list) => list[below(list.length)];
  const chance = (p) => random() < p;

  const sex = chance(0.65) ? "male" : "female";
  const pclass = chance(0.55) ? 3 : chance(0.55) ? 1 : 2;
  const survived = chance(sex === "female" ? 0.74 : 0.19) ? 1 : 0;
  const name = makeName(sex, { pick, chance });
  const age = chance(0.2) ? "" : makeAge({ below, chance });
  const ticket = (chance(0.25) ? pick(ticketPrefixes) : "") + String(1000 + below(390_000));
  const fare = String(Math.round(random() * random() * random() * 512 * 10_000) / 10_000);
  const cabin = chance(pclass === 1 ? 0.19 : 0.94) ? "" : makeCabin({ below, chance, pick });
  const embarked = chance(0.002) ? "" : chance(0.72) ? "S" : chance(0.68) ? "C" : "Q";
  const siblings = chance(0.68) ? 0 : 1 + below(5);
  const parents = chance(0.76) ? 0 : 1 + below(4);
  return [String(id), String(survived), String(pclass), name, sex, age, String(siblings), String(parents), ticket, fare, cabin, embarked];
}

export function makeName(sex, { pick, chance }) {
  if (chance(0.002)) return pick(otherNames);
  if (chance(0.0005)) return pick(astralNames);
  const title = pick(titles[sex]);
  const given = title === "Mrs." ? `${pick(maleNames)} (${pick(femaleNames)} ${pick(familyNames)})` : pick(sex === "male" ? maleNames : femaleNames);
  const nickname = chance(0.06) ? ` "${pick(nicknames)}"` : "";
  return `${pick(familyNames)}, ${title} ${given}${nickname}`;
}

export function makeAge({ below, chance }) {
  if (chance(0.01)) return `0.${17 + below(75)}`;
  return chance(0.03) ? `${1 + below(70)}.5` : String(1 + below(74));
}

function makeCabin({ below, chance, pick }) {
  const deck = pick(["A", "B", "C", "D", "E", "F"]);
  const cabin = () => `${deck}${1 + below(120)}`;
  return chance(0.1) ? `${cabin()} ${cabin()}` : cabin();
}
