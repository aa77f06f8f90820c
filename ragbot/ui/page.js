() => {
	// Gradio labels each message with its markup, which a screen reader would spell out instead of the text.
	const unlabel = () =>
		document.querySelectorAll("#rb-chat [data-testid][aria-label]").forEach((e) => e.removeAttribute("aria-label"));
	new MutationObserver(unlabel).observe(document.body, { subtree: true, childList: true, attributeFilter: ["aria-label"] });

	// A number in an answer leads to its source, also when the panel lies further down.
	document.addEventListener("click", (event) => {
		const mark = event.target.closest?.("a.rb-mark");
		if (!mark) return;
		event.preventDefault();
		const source = document.getElementById(mark.getAttribute("href").slice(1));
		if (!source) return;
		source.scrollIntoView({ block: "center" });
		source.focus({ preventScroll: true });
	});
}
