// Six people who could walk in today. Each arrival gets a fresh id, so that
// pressing twice brings two leads.

export const leads = [
  {
    label: "🔥 Mara Lindt asks for a demo", note: "COO at Kessel AG · score 84",
    lead: {
      name: "Mara Lindt", email: "mara.lindt@kessel.example", company: "Kessel AG", title: "COO", phone: "+49 30 5550 142",
      country: "DE", source: "website", side: "marketing", score: 84, campaign: "Planner spring", action: "demo request",
      message: "Replace our planner by March. Could you show us the shift view this week?",
      links: ["https://crm.example/contacts/mara-lindt"],
    },
  },
  {
    label: "Jonas Roth read the price page", note: "Operations lead at Nordlicht Logistik · score 61",
    lead: {
      name: "Jonas Roth", email: "j.roth@nordlicht.example", company: "Nordlicht Logistik", title: "Operations lead",
      country: "DE", source: "newsletter", side: "marketing", score: 61, campaign: "May newsletter", action: "pricing page, 3 visits",
    },
  },
  {
    label: "Ola Nord came from the webinar", note: "No company given · score 47",
    lead: {
      name: "Ola Nord", email: "ola.nord@mail.example", country: "SE", source: "webinar", side: "marketing",
      score: 47, campaign: "May webinar", action: "watched to the end",
      message: "Interesting! We only have budget from Q3 on, but keep me posted.",
    },
  },
  {
    label: "Sofía Peña writes with emoji 🚀", note: "Founder at Café Ñandú & Co. · score 72",
    lead: {
      name: "Sofía Peña", email: "sofia@nandu.example", company: "Café Ñandú & Co.", title: "Founder ☕", phone: "+34 91 555 01 77",
      country: "ES", source: "instagram", side: "marketing", score: 72, campaign: "Summer launch", action: "trial started",
      message: "Hola 👋 we open 3 more cafés 🎉 in June – can we import our rota from <Excel> & start *before* that? 🚀",
    },
  },
  {
    label: "Priya Raman calls about an offer", note: "Phone number only · score 90",
    lead: {
      name: "Priya Raman", company: "Brightwater Hospitals", title: "Head of procurement", phone: "+44 20 7946 0991", country: "GB",
      source: "phone", side: "marketing", score: 90, campaign: "Health fair", action: "price request",
      message: "Needs an offer for 400 seats, decision on the 28th.",
    },
  },
  {
    label: "Tom Becker downloaded a checklist", note: "Student address, low score · 18",
    lead: {
      name: "Tom Becker", email: "tom.becker@students.uni.example", country: "AT", source: "download", side: "marketing",
      score: 18, campaign: "Checklist", action: "downloaded the checklist", message: "For my thesis.",
    },
  },
];

// again is the same person once more, with a new wish: the bot adds it to the lead.
export const again = (lead) => ({ ...lead, action: "reply to our mail", message: "One more thing: could we start a week earlier?" });

// arrival is the lead with an identity of its own: only the first Mara is Mara.
export function arrival(lead, count) {
  const fresh = structuredClone(lead);
  const stamp = Date.now().toString(36) + Math.random().toString(36).slice(2, 6);
  fresh.id = `sandbox-${stamp}`;
  if (count > 0 && fresh.email) fresh.email = fresh.email.replace("@", `+${count + 1}@`);
  return fresh;
}
