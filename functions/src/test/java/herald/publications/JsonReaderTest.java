package herald.publications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonToken;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "true",
                "-0.10e+5",
                "\"\"",
                "\"a\\u00e9\\\"\\ud83d\\ude00\"",
                "{\"b\" :1,\"a\":  [ 1 ,2]}",
                "\"Blåbær ☃ 😀\"",
                "12345678901234567890.10",
                "{\"a\":1,\"a\":2}"
            })
    void valueIsCutOutAsItStands(String value) throws JsonFault {
        assertThat(JsonReader.only(" \t\r\n" + value + " \n").text()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"id\":",
                "nul",
                "1 2",
                "{} x",
                "{'a':1}",
                "[1,]",
                "01",
                "NaN",
                "\"\t\"",
                "\"\\x\"",
                "\ufeff1"
            })
    void whatIsNotOneValueIsAFault(String text) {
        assertThatThrownBy(() -> JsonReader.only(text)).isInstanceOf(JsonFault.class);
    }

    @Test
    void faultQuotesNothingOfTheText() {
        assertThatThrownBy(() -> JsonReader.only("{\"password\": secret}"))
                .hasMessageContaining("column")
                .hasMessageNotContaining("secret");
    }

    @Test
    void depthHasALimit() throws JsonFault {
        String deepest = "[".repeat(JsonReader.MAX_DEPTH) + "]".repeat(JsonReader.MAX_DEPTH);

        assertThat(JsonReader.only(deepest).text()).isEqualTo(deepest);
        assertThatThrownBy(() -> JsonReader.only("[" + deepest + "]")).isInstanceOf(JsonFault.class);
    }

    @Test
    void anyValueIsCutOutOfAnObjectByteForByte() throws JsonFault {
        var random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            String value = RandomJson.value(random, 4);
            String text = "{ \"x\":" + value + " ,\"data\" :" + RandomJson.space(random) + value
                    + RandomJson.space(random) + ",\"y\":" + value + "}";

            var json = JsonReader.foreign(text);
            json.expect(JsonToken.START_OBJECT);
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                json.next();
                assertThat(json.value().text()).isEqualTo(value);
            }
            json.end();
        }
    }

    @Test
    void elementsOfAnArrayAreCutOut() throws JsonFault {
        assertThat(JsonReader.elements("42 [ 1 ,\"],\", [ 2,3 ],{ } ,null] ", 2))
                .extracting(RawJson::text)
                .containsExactly("1", "\"],\"", "[ 2,3 ]", "{ }", "null");
        assertThat(JsonReader.elements("[]", 0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "1", "[1", "[1,]", "[]]", "[] 1", "[1 2]"})
    void whatIsNotOneArrayHasNoElements(String text) {
        assertThatThrownBy(() -> JsonReader.elements(text, 0)).isInstanceOf(JsonFault.class);
    }

    @Test
    void whatWeWriteIsReadAsItWas() throws JsonFault {
        var random = new Random(2);
        for (int i = 0; i < 2_000; i++) {
            String string = random.ints(random.nextInt(20), 0, random.nextBoolean() ? 0x80 : 0x10000)
                    .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                    .toString();

            assertThat(JsonReader.foreign(RawJson.string(string).text()).nextString())
                    .isEqualTo(string);
        }
        assertThat(RawJson.object("a", "1", "b\"", "").text()).isEqualTo("{\"a\":\"1\",\"b\\\"\":\"\"}");
        assertThat(RawJson.object().text()).isEqualTo("{}");
        assertThat(RawJson.number(Long.MIN_VALUE).text()).isEqualTo("-9223372036854775808");
    }
}
