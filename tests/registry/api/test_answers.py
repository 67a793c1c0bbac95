"""What each endpoint answers on the founding register."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from orders import identity
from orders.models import Act, ReorganisationProof
from orders.reorganising import supplement
from orders.steps import errata
from orders.steps.reorganisations import confirm
from people.models import Body, Official, Reorganisation, ReorganisationKind
from tests import two_people
from tests.factories import (
    TODAY,
    make_body,
    make_draft,
    make_official,
    make_position,
    prepare_event,
    publish,
    publish_clauses,
    say,
)
from tests.registry.api.conftest import LISTS
from tests.registry.conftest import CENTRE, GRID, Gazette

pytestmark = pytest.mark.django_db

BUREAU = "北京市东城区民政局"
Codes = dict[str, str]


def test_the_root_names_every_endpoint(api: Any) -> None:
    assert list(api("")) == LISTS


# Tenures


def test_who_held_a_post_on_a_day(api: Any, codes: Codes) -> None:
    results = api(f"tenures/?position_code={codes['position']}&on=2021-09-25")["results"]
    assert [(row["official_name"], row["from"], row["until"]) for row in results] == [
        ("许晶", "2021-05-10", None),
        ("侯亮", "2021-09-13", None),
    ]


def test_who_was_publicly_known_to_hold_it(api: Any, codes: Codes) -> None:
    results = api(f"tenures/?position_code={codes['position']}&on=2021-09-25&known_on=2021-11-17")["results"]
    assert [row["official_name"] for row in results] == ["彭恩强", "许晶", "侯亮"]


def test_without_a_day_every_tenure_is_told(api: Any, gazette: Gazette) -> None:
    assert len(api("tenures/")["results"]) == 75
    assert len(api("tenures/?open=true")["results"]) == 28
    assert len(api("tenures/?open=false")["results"]) == 47
    assert len(api("tenures/?start_on_record=false")["results"]) == 45
    assert len(api("tenures/?known_on=2021-11-17")["results"]) == 64


def test_a_tenure_carries_codes_to_go_on_with(api: Any, codes: Codes, gazette: Gazette) -> None:
    (row,) = api(f"tenures/?official_code={codes['official']}&body_code={codes['body']}")["results"]
    assert row["position_code"] == codes["position"]
    assert row["body_code"] == codes["body"]
    assert row["began_by"]["order_code"] == codes["order"]
    assert row["identity_settled"]


# Officials


def test_an_official_is_told_with_the_posts_of_the_day(api: Any, codes: Codes) -> None:
    address = f"officials/{codes['official']}/"
    then = api(f"{address}?on=2021-06-01")
    assert (then["name"], then["pinyin"]) == ("彭恩强", "Peng Enqiang")
    assert [row["post"] for row in then["held"]] == [f"{CENTRE}副主任"]
    before = api(f"{address}?on=2021-05-09")
    assert [row["post"] for row in before["held_start_not_on_record"]] == [f"{GRID}副主任"]
    now = api(address)
    assert (now["held"], now["held_start_not_on_record"]) == ([], [])


def test_somebody_merged_into_another_redirects_for_good(client: Client, alice: User, bob: User, api: Any) -> None:
    survivor, other = _merged(alice, bob)
    response = client.get(f"/api/v1/officials/{other.code}/?on=2021-10-01")
    assert response.status_code == 301
    assert response["Location"] == f"/api/v1/officials/{survivor.code}/?on=2021-10-01"
    assert [row["code"] for row in api("officials/?name=王涛")["results"]] == [survivor.code]
    assert len(api(f"tenures/?official_code={other.code}")["results"]) == 2


def _merged(alice: User, bob: User) -> tuple[Official, Official]:
    publish_clauses([[say("appoint", "王涛", BUREAU, "副局长")]], alice, bob)
    draft = make_draft([[say("appoint", "王涛", "北京市东城区档案馆", "馆长")]], alice, number="东政任〔2021〕18号")
    other = identity.pick_new(act=Act.objects.get(clause__order=draft), by=alice)
    publish(draft, alice, bob)
    survivor = Act.objects.get(printed_title="副局长").official
    assert survivor is not None
    two_people.withdraw_not_same(one=survivor, other=other, by=bob, note="重新核实")
    two_people.merge(survivor=survivor, other=other, by=bob, note="同一人")
    return survivor, other


def test_an_unsettled_identity_is_said(api: Any) -> None:
    make_official("李哲", provisional=True)
    assert [row["identity_settled"] for row in api("officials/")["results"]] == [False]


# Bodies and their chart


def test_a_body_is_told_with_its_names_its_life_and_what_it_stands_under(api: Any, codes: Codes) -> None:
    body = api(f"bodies/{codes['body']}/?on=2021-05-09")
    assert (body["name"], body["parent"]["code"]) == (CENTRE, codes["government"])
    assert (body["established_on"], body["abolished_on"], body["in_being"]) == ("2021-05-10", None, False)
    assert [name["name"] for name in body["names"]] == [CENTRE]
    assert api(f"bodies/{codes['body']}/?on=2021-05-10")["in_being"]


def test_a_renamed_body_bears_the_name_of_the_day_and_of_what_was_public(api: Any, alice: User, bob: User) -> None:
    publish_clauses([[say("appoint", "李哲", "北京市东城区商务局", "局长")]], alice, bob)
    body = Body.everything.named("北京市东城区商务局").get()
    event = prepare_event(
        kind=ReorganisationKind.RENAMED, old=[body], new=[], effective_on=date(2022, 1, 1), by=alice,
        new_name="北京市东城区商务委员会", document="京编〔2022〕1号", document_public_on=date(2022, 2, 1),
    )  # fmt: skip
    confirm(reorganisation=event, by=bob, on=TODAY)
    address = f"bodies/{body.code}/"
    assert api(address)["name"] == "北京市东城区商务委员会"
    assert api(f"{address}?on=2021-12-31")["name"] == "北京市东城区商务局"
    assert api(f"{address}?on=2021-12-31")["name_now"] == "北京市东城区商务委员会"
    before = api(f"{address}?on=2022-01-15&known_on=2022-01-31")
    assert (before["name"], [name["until"] for name in before["names"]]) == ("北京市东城区商务局", [None])
    for name in ("北京市东城区商务局", "北京市东城区商务委员会"):
        assert [row["code"] for row in api(f"bodies/?name={name}")["results"]] == [body.code]
    told = api(f"reorganisations/{event.code}/")
    assert (told["kind"], told["new_name"], told["public_on"]) == ("renamed", "北京市东城区商务委员会", "2022-02-01")


def test_a_body_is_found_by_the_names_that_were_public(api: Any, alice: User, bob: User) -> None:
    body, old, new = (make_body(f"北京市东城区{name}") for name in ("商务局", "某局", "某新局"))
    about: Any = {"effective_on": date(2022, 1, 1), "by": alice, "document": "京编〔2022〕1号"}
    for event in (
        prepare_event(
            kind=ReorganisationKind.RENAMED, old=[body], new=[], new_name="北京市东城区商务委员会",
            document_public_on=date(2022, 2, 1), **about,
        ),
        prepare_event(
            kind=ReorganisationKind.REPLACED, old=[old], new=[new],
            successions=[(make_position(old, "局长"), None)], document_public_on=date(2022, 1, 1), **about,
        ),
    ):  # fmt: skip
        confirm(reorganisation=event, by=bob, on=TODAY)

    def found(question: str) -> list[str]:
        return [row["name"] for row in api(f"bodies/?{question}")["results"]]

    for question in ("name=北京市东城区商务委员会", "name_contains=商务委"):
        assert found(f"{question}&known_on=2022-01-31") == []
        assert found(f"{question}&known_on=2022-02-01") == found(question) == ["北京市东城区商务委员会"]
    for question in ("name=北京市东城区商务局", "name_contains=商务局"):
        assert found(f"{question}&known_on=2022-01-31") == ["北京市东城区商务局"]


def test_an_event_is_found_by_the_names_of_its_bodies_that_were_public(api: Any, alice: User, bob: User) -> None:
    body, successor = make_body("北京市东城区商务局"), make_body("北京市东城区某新局")
    renaming = prepare_event(
        kind=ReorganisationKind.RENAMED, old=[body], new=[], new_name="北京市东城区商务委员会", by=alice,
        effective_on=date(2021, 1, 1), document="京编〔2021〕1号", document_public_on=date(2022, 2, 1),
    )  # fmt: skip
    confirm(reorganisation=renaming, by=bob, on=TODAY)
    ending = prepare_event(
        kind=ReorganisationKind.REPLACED, old=[body], new=[successor], by=alice, effective_on=date(2022, 1, 1),
        successions=[(make_position(body, "局长"), None)], document="京编〔2022〕1号",
        document_public_on=date(2022, 1, 1),
    )  # fmt: skip
    confirm(reorganisation=ending, by=bob, on=TODAY)

    def found(question: str) -> set[str]:
        return {row["code"] for row in api(f"reorganisations/?{question}")["results"]}

    assert found("body_name=北京市东城区商务委员会&known_on=2022-01-31") == set()
    assert found("body_name=北京市东城区商务局&known_on=2022-01-31") == {ending.code}
    assert found("body_name=北京市东城区商务委员会") == {renaming.code, ending.code}


def test_a_list_of_bodies_with_a_day_has_those_in_being(api: Any, gazette: Gazette) -> None:
    def listed(query: str) -> set[str]:
        return {row["name"] for row in api(f"bodies/{query}")["results"]} & {CENTRE, GRID}

    assert listed("") == {CENTRE, GRID}
    assert listed("?on=2021-05-09") == {GRID}
    assert listed("?on=2021-05-10") == {CENTRE}


def test_the_chart_tells_certain_and_uncertain_holders_apart(api: Any, codes: Codes) -> None:
    answer = api(f"bodies/{codes['government']}/chart/?on=2021-09-25")
    assert (answer["on"], answer["known_on"]) == ("2021-09-25", None)

    def positions(body: dict[str, Any]) -> list[dict[str, Any]]:
        return body["positions"] + [position for child in body["children"] for position in positions(child)]

    told = positions(answer["body"])
    assert sum(len(position["holders"]) for position in told) == 17
    uncertain = [holder for position in told for holder in position["holders_start_not_on_record"]]
    assert {holder["official_name"] for holder in uncertain} == set("金晖 侯万军 胡祥富 芦微 郑芳 李军耀 邓彬".split())
    assert all(holder["from"] is None and holder["ended_by"]["order_code"] for holder in uncertain)


def test_the_chart_of_a_body_that_did_not_exist_is_empty(api: Any, codes: Codes) -> None:
    assert api(f"bodies/{codes['body']}/chart/?on=2021-05-09")["body"] is None


# Positions


def test_a_position_is_told_with_its_holders_and_what_it_continues(api: Any, codes: Codes, gazette: Gazette) -> None:
    position = api(f"positions/{codes['position']}/?on=2021-09-25")
    assert position["post"] == f"{CENTRE}副主任"
    assert position["position_class"] == "deputy"
    assert [row["official_name"] for row in position["holders"]] == ["许晶", "侯亮"]
    assert position["holders_start_not_on_record"] == []
    assert [post["body"]["name"] for post in position["continues"]] == [GRID]
    old = api(f"positions/{gazette.position(GRID, '副主任').code}/?on=2021-05-01")
    assert [post["code"] for post in old["continued_by"]] == [codes["position"]]
    assert [row["official_name"] for row in old["holders_start_not_on_record"]] == ["张庭进", "彭恩强", "许晶"]


def test_before_the_reorganisation_was_public_a_position_continues_nothing(api: Any, codes: Codes) -> None:
    assert api(f"positions/{codes['position']}/?known_on=2021-10-24")["continues"] != []
    api(f"positions/{codes['position']}/?known_on=2021-10-23", status=404)


# Orders and sessions


def test_an_order_is_told_clause_by_clause(api: Any, codes: Codes) -> None:
    order = api(f"orders/{codes['order']}/")
    assert (order["document_number"], order["prefix"], order["year"], order["number"]) == (
        "东政任〔2021〕16号",
        "东政任",
        2021,
        16,
    )
    assert (order["effective_on"], order["signed_on"], order["headcount"]) == ("2021-05-10", "2021-10-24", 13)
    assert order["session"]["number"] == 121
    assert [clause["number"] for clause in order["clauses"]] == list(range(1, 14))
    appoint, removal = order["clauses"][2]["acts"]
    assert (appoint["verb"], appoint["official_name"], appoint["post"]) == ("appoint", "李娜新", f"{BUREAU}副局长")
    assert (removal["verb"], removal["body_name"]) == ("remove", "北京市东城区人民政府前门街道办事处")
    assert order["errata"] == []


def test_a_corrected_reading_stays_to_be_seen(api: Any, alice: User, bob: User) -> None:
    order = publish_clauses([[say("appoint", "周金星", BUREAU, "局长")]], alice, bob)
    erratum = errata.prepare_erratum(
        clause=order.clauses.get(), acts=[say("appoint", "周金星", BUREAU, "副局长")], reason="职务读错。", by=alice
    )
    errata.publish_erratum(erratum=erratum, by=bob, today=date(2024, 2, 1))
    (clause,) = api(f"orders/{order.code}/")["clauses"]
    assert [act["position_title"] for act in clause["acts"]] == ["副局长"]
    assert [act["position_title"] for act in clause["superseded"]] == ["局长"]
    assert api(f"orders/{order.code}/")["errata"] == [{"published_on": "2024-02-01", "reason": "职务读错。"}]
    before = api(f"orders/{order.code}/?known_on=2024-01-31")
    assert [act["position_title"] for act in before["clauses"][0]["acts"]] == ["局长"]
    assert (before["clauses"][0]["superseded"], before["errata"]) == ([], [])


def test_a_withdrawn_order_says_since_when_and_why(api: Any, alice: User, bob: User) -> None:
    order = publish_clauses([[say("appoint", "周金星", BUREAU, "局长")]], alice, bob)
    two_people.withdraw(order=order, by=bob, note="误发", today=date(2024, 2, 1))
    told = api(f"orders/{order.code}/")
    assert (told["withdrawn_on"], told["withdrawal_reason"]) == ("2024-02-01", "误发")
    assert api("tenures/")["results"] == []
    before = api(f"orders/{order.code}/?known_on=2024-01-31")
    assert (before["withdrawn_on"], before["withdrawal_reason"]) == (None, None)
    assert len(api("tenures/?known_on=2024-01-31")["results"]) == 1


def test_an_order_without_frame_is_told_without_guesses(api: Any, alice: User, bob: User) -> None:
    order = publish_clauses(
        [[say("appoint", "李哲", BUREAU, "局长")]], alice, bob, number=None, session=None, decided_on=None
    )
    told = api(f"orders/{order.code}/")
    assert (told["document_number"], told["session"], told["decision_day_stated"]) == (None, None, False)
    assert told["effective_on"] == told["signed_on"] == "2021-10-24"


def test_orders_come_with_the_last_published_first(api: Any, gazette: Gazette) -> None:
    told = api("orders/")["results"]
    assert [row["published_on"] for row in told] == sorted((row["published_on"] for row in told), reverse=True)
    assert "clauses" not in told[0]
    assert len(api("orders/?on=2021-09-13")["results"]) == 2
    assert len(api("orders/?known_on=2021-11-17")["results"]) == 3


def test_a_session_is_told_with_its_orders(api: Any, codes: Codes) -> None:
    session = api(f"sessions/{codes['session']}/")
    assert (session["kind"], session["number"], session["decided_on"]) == ("常务会议", 121, "2021-05-10")
    assert [order["code"] for order in session["orders"]] == [codes["order"]]
    assert [row["number"] for row in api("sessions/?on=2021-09-22")["results"]] == [130, 129, 121]


# Reorganisations


def test_a_reorganisation_is_told_with_its_posts_and_its_proofs(api: Any, codes: Codes) -> None:
    event = api(f"reorganisations/{codes['reorganisation']}/")
    assert (event["kind"], event["effective_on"], event["public_on"]) == ("replaced", "2021-05-10", "2021-10-24")
    assert ([body["name"] for body in event["old"]], [body["name"] for body in event["new"]]) == ([GRID], [CENTRE])
    assert {(each["old"]["title"], each["new"]["title"]) for each in event["successions"]} == {
        ("主任", "主任"),
        ("副主任", "副主任"),
    }
    assert [proof["clause_number"] for proof in event["proofs"]] == [7, 8, 9, 10]


def test_a_reorganisation_is_known_from_its_own_day(api: Any, codes: Codes) -> None:
    assert len(api("reorganisations/")["results"]) == 2
    assert len(api("reorganisations/?known_on=2021-11-16")["results"]) == 1
    assert len(api("reorganisations/?on=2021-09-12")["results"]) == 1
    api(f"reorganisations/{codes['reorganisation']}/?known_on=2021-10-23", status=404)


def test_an_event_is_told_with_the_posts_its_supplements_name(api: Any, alice: User, bob: User) -> None:
    old, new, other = (make_body(f"北京市东城区{name}") for name in ("某局", "某新局", "另一局"))
    head, deputy = make_position(old, "局长"), make_position(old, "副局长")
    successor, elsewhere = make_position(new, "副局长"), make_position(other, "局长")
    about: Any = {
        "new": [new], "effective_on": date(2021, 5, 10), "by": alice, "kind": ReorganisationKind.REPLACED,
        "document": "京编〔2021〕1号", "document_public_on": date(2021, 5, 20),
    }  # fmt: skip
    main = prepare_event(old=[old], successions=[(head, None), (deputy, None)], **about)
    confirm(reorganisation=main, by=bob, on=TODAY)
    about["new"] = [make_body("北京市东城区另一新局")]
    unrelated = prepare_event(old=[other], successions=[(elsewhere, None)], **about)
    confirm(reorganisation=unrelated, by=bob, on=TODAY)
    added = supplement(reorganisation=main, by=alice, note="当时漏列", successions=[(deputy, successor)])

    def told(event: Any) -> list[tuple[str, str | None]]:
        listed = {row["code"]: row for row in api("reorganisations/")["results"]}
        row = api(f"reorganisations/{event.code}/")
        assert row == listed[event.code]
        return [(each["old"]["title"], each["new"] and each["new"]["code"]) for each in row["successions"]]

    before = [("局长", None), ("副局长", None)]
    assert told(main) == before, "a supplement that nobody confirmed says nothing"
    confirm(reorganisation=added, by=bob, on=TODAY)
    assert told(main) == [("局长", None), ("副局长", successor.code)]
    assert told(added) == [("副局长", successor.code)]
    assert told(unrelated) == [("局长", None)]
    codes = {row["code"] for row in api(f"reorganisations/?position_code={successor.code}")["results"]}
    assert codes == {main.code, added.code}


def test_a_supplement_is_told_with_the_proofs_of_its_event(
    api: Any, gazette: Gazette, codes: Codes, alice: User, bob: User
) -> None:
    main = Reorganisation.objects.get(code=codes["reorganisation"])
    late = make_position(gazette.body(GRID), "督导员")
    added = supplement(reorganisation=main, by=alice, note="当时漏列", successions=[(late, None)])
    confirm(reorganisation=added, by=bob, on=TODAY)
    told = {row["code"]: row for row in api("reorganisations/")["results"]}
    assert told[added.code]["proofs"] == told[main.code]["proofs"] != []
    assert told[added.code]["public_on"] == told[main.code]["public_on"]
    assert (told[added.code]["supplements_code"], told[main.code]["supplements_code"]) == (main.code, None)


def test_a_question_by_an_order_that_was_not_public_yet_finds_nothing(api: Any, alice: User, bob: User) -> None:
    old, new = make_body("北京市东城区某局"), make_body("北京市东城区某新局")
    first = publish_clauses([[say("appoint", "李哲", BUREAU, "副局长")]], alice, bob)
    later = publish_clauses(
        [[say("appoint", "王涛", BUREAU, "科员")]], alice, bob, number="东政任〔2021〕17号",
        signed_on=date(2021, 11, 1), published_on=date(2021, 11, 15),
    )  # fmt: skip
    assert first.session is not None
    assert first.session == later.session
    event = prepare_event(
        kind=ReorganisationKind.REPLACED, old=[old], new=[new], effective_on=date(2021, 5, 10), by=alice,
        successions=[(make_position(old, "局长"), None)], document="京编〔2021〕1号",
        document_public_on=date(2021, 5, 20),
    )  # fmt: skip
    ReorganisationProof.objects.create(reorganisation=event, clause=later.clauses.get())
    confirm(reorganisation=event, by=bob, on=TODAY)
    for row, address in ((event, "reorganisations"), (first.session, "sessions")):
        question = f"{address}/?order_code={later.code}"
        assert api(f"{address}/?known_on=2021-11-14")["results"] != []
        assert api(f"{question}&known_on=2021-11-14")["results"] == []
        for days in ("", "&known_on=2021-11-15"):
            assert [each["code"] for each in api(f"{question}{days}")["results"]] == [row.code]
