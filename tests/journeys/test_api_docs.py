"""A stranger opens the API's docs page in a browser and tries a resource out."""


def test_docs_page_lists_resources_and_tries_one_out_without_a_complaint(browser_page, live_server):
    page, foreign = browser_page, []
    page.on("request", lambda request: foreign.append(request.url))

    page.goto(f"{live_server.url}/api/v1/docs/")
    page.click("#operations-courts-courts_list .opblock-summary-control")
    page.click(".try-out__btn")
    page.click(".execute")
    answer = page.text_content(".live-responses-table .response-col_description code")

    assert '"results": []' in answer
    assert page.locator(".opblock").count() == 15
    assert page.complaints == []
    ours = (live_server.url, "data:")
    assert [url for url in foreign if not url.startswith(ours)] == []
