() => {
	const byId = (id) => document.getElementById(id);
	const box = () => document.querySelector("#rb-question textarea");
	const drawer = matchMedia("(max-width: 820px)");
	let opener = null; // the key of the link that the reader was opened from, and where it stood

	// What Gradio leaves unsaid or says twice. Its sanitizer takes ARIA away. Its messages are labelled with their markup, which a screen reader
	// would spell out; and its log would be read again with every word that is written: #rb-spoken tells each step once.
	const describe = () => {
		document.querySelectorAll("#rb-chat [data-testid][aria-label]").forEach((e) => e.removeAttribute("aria-label"));
		document.querySelectorAll("#rb-chat [aria-live]:not([aria-live=off])").forEach((e) => e.setAttribute("aria-live", "off"));
		document.querySelectorAll("#rb-chat a.rb-mark:not([aria-label])").forEach((e) => {
			e.setAttribute("aria-label", `Source ${e.textContent}`);
			if (e.nextElementSibling?.id) e.setAttribute("aria-describedby", e.nextElementSibling.id);
		});
		roleOf("#rb-chat .examples", "group"); // a list of buttons is none
		const roles = { "rb-spoken": ["status", "State of the answer"], "rb-side": ["complementary", "Sources"] };
		for (const [id, [role, label]] of Object.entries(roles)) {
			const e = byId(id);
			if (!e || e.getAttribute("role") === role) continue;
			e.setAttribute("role", role);
			e.setAttribute("aria-label", label);
		}
	};
	const roleOf = (selector, role) => document.querySelectorAll(`${selector}:not([role=${role}])`).forEach((e) => e.setAttribute("role", role));
	describe();
	new MutationObserver(describe).observe(document.body, {
		subtree: true, childList: true, attributeFilter: ["aria-label", "aria-live"],
	});

	/* reader */
	const close = () => {
		if (!document.querySelector(".rb-reader")) return false;
		document.dispatchEvent(new CustomEvent("ragbot:close"));
		const back = opener;
		requestAnimationFrame(() => requestAnimationFrame(() => {
			const again = back && [...document.querySelectorAll(`${back.place} a[href="#${CSS.escape(back.key)}"]`)];
			const to = again?.[back.at] ?? again?.[0] ?? document.querySelector("#rb-panel a.rb-open") ?? box();
			if (back?.place === "#rb-chat") shut();
			to.focus();
			to.scrollIntoView({ block: "nearest" });
		}));
		return true;
	};
	const read = (key, place, at) => {
		opener = { key, place, at };
		document.dispatchEvent(new CustomEvent("ragbot:read", { detail: key }));
	};
	window.ragbot = {
		opened: () => {
			if (!document.querySelector(".rb-reader")) return;
			show();
			byId("rb-title")?.focus({ preventScroll: true });
			const frame = byId("rb-reader");
			frame.scrollTop = 0;
			const here = byId("rb-here");
			// a passage that can be seen together with the headline needs no scrolling
			if (here && here.getBoundingClientRect().bottom > frame.getBoundingClientRect().bottom) here.scrollIntoView({ block: "center" });
		},
	};

	/* on a phone the sources are a drawer */
	const talk = () => [byId("rb-talk"), byId("rb-head")];
	const show = () => {
		if (!drawer.matches || byId("rb-side").classList.contains("rb-open-drawer")) return;
		byId("rb-side").classList.add("rb-open-drawer");
		talk().forEach((e) => (e.inert = true));
	};
	const shut = () => {
		if (!byId("rb-side").classList.contains("rb-open-drawer")) return false;
		byId("rb-side").classList.remove("rb-open-drawer");
		talk().forEach((e) => (e.inert = false));
		return true;
	};
	drawer.addEventListener("change", shut);

	/* a marker's quote floats beside it, inside the window */
	const place = (mark) => {
		const tip = mark.nextElementSibling;
		if (!tip?.classList.contains("rb-tip")) return;
		mark.classList.remove("rb-hush");
		const at = mark.getBoundingClientRect();
		const column = byId("rb-talk").getBoundingClientRect(); // beside it are the sources, which it would hide
		const left = Math.max(8, Math.min(at.left - 24, column.right - tip.offsetWidth));
		const below = at.bottom + 2; // what has been read stands above
		tip.style.left = `${left}px`;
		tip.style.top = `${below + tip.offsetHeight <= innerHeight - 8 ? below : Math.max(8, at.top - tip.offsetHeight - 2)}px`;
	};
	for (const event of ["mouseover", "focusin"])
		document.addEventListener(event, (e) => {
			const mark = e.target.closest?.("a.rb-mark");
			if (mark) place(mark);
		});

	document.addEventListener("click", (event) => {
		const on = (selector) => event.target.closest?.(selector);
		if (on(".rb-back")) return close();
		if (on("#rb-drawer")) return show(), byId("rb-close")?.focus();
		if (on("#rb-close")) return shut(), byId("rb-drawer")?.focus();
		const link = on("a.rb-open");
		if (link) {
			event.preventDefault();
			link.classList.add("rb-hush");
			const where = link.closest("#rb-chat") ? "#rb-chat" : "#rb-panel";
			const key = link.getAttribute("href").slice(1);
			const same = [...document.querySelectorAll(`${where} a[href="#${CSS.escape(key)}"]`)];
			return read(key, where, same.indexOf(link));
		}
		const quote = on("[data-open]");
		if (!quote || String(getSelection())) return; // who marks words to copy them does not ask for the article
		opener = { key: quote.closest(".rb-card").querySelector("a.rb-open").getAttribute("href").slice(1), place: "#rb-panel", at: 0 };
		document.dispatchEvent(new CustomEvent("ragbot:read", { detail: quote.dataset.open }));
	});

	/* keys */
	const write = (text) => {
		const field = box();
		field.value = text;
		field.dispatchEvent(new Event("input", { bubbles: true }));
		field.focus();
	};
	document.addEventListener("keydown", (event) => {
		const typing = event.target.matches?.("input, textarea, select, [contenteditable]");
		if (event.key === "Escape") {
			const tip = document.querySelector("a.rb-mark:is(:hover, :focus-visible):not(.rb-hush)");
			if (tip && !document.querySelector(".rb-reader")) return tip.classList.add("rb-hush");
			if (!close() && shut()) byId("rb-drawer")?.focus();
		} else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
			event.preventDefault();
			shut();
			box()?.focus();
		} else if (event.key === "ArrowUp" && event.target === box() && !box().value) {
			const asked = document.querySelectorAll("#rb-chat .rb-asked");
			if (!asked.length) return;
			event.preventDefault();
			write(asked[asked.length - 1].innerText);
		}
	});
}
